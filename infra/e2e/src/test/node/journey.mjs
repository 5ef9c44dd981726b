// A journey of roles with Logto's own management client: node journey.mjs <base URL> <key>
import assert from 'node:assert/strict';
import { createApiClient } from '@logto/api/management';

const [baseUrl, key] = process.argv.slice(2);
const client = createApiClient({ baseUrl, getToken: async () => key });

/** The data of an answer that has to be a success of this status. */
const good = ({ data, error, response }, status) => {
  assert.equal(response.status, status, `${response.url}: ${JSON.stringify(error)}`);
  return data;
};

/** The code of an answer that has to be a refusal of this status. */
const refused = ({ error, response }, status) => {
  assert.equal(response.status, status, response.url);
  return error.code;
};

good(await client.GET('/api/status'), 204);

const role = good(
  await client.POST('/api/roles', { body: { name: 'Auditor', description: 'Sees everything' } }),
  200
);
assert.equal(role.type, 'User');
assert.equal(role.isDefault, false);
const path = { id: role.id };

assert.equal(
  refused(
    await client.POST('/api/roles', { body: { name: 'Auditor', description: 'Again' } }),
    422
  ),
  'role.name_in_use'
);

const changed = good(
  await client.PATCH('/api/roles/{id}', {
    params: { path },
    body: { description: 'Sees nearly everything', isDefault: true },
  }),
  200
);
assert.deepEqual(changed, { ...role, description: 'Sees nearly everything', isDefault: true });
assert.deepEqual(good(await client.GET('/api/roles/{id}', { params: { path } }), 200), changed);

const found = await client.GET('/api/roles', {
  params: { query: { page: 1, page_size: 10, search: '%Audit%' } },
});
assert.equal(good(found, 200)[0].id, role.id);
assert.equal(found.response.headers.get('total-number'), '1');
assert.match(found.response.headers.get('link'), /rel="first"/);

good(await client.DELETE('/api/roles/{id}', { params: { path } }), 204);
assert.equal(
  refused(await client.GET('/api/roles/{id}', { params: { path } }), 404),
  'entity.not_exists_with_id'
);
console.log('the journey is done');
