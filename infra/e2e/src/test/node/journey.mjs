// A journey of users and roles with Logto's own management client: node journey.mjs <base URL> <key>
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

const user = good(
  await client.POST('/api/users', {
    body: { primaryEmail: 'ada@journey.example', username: 'ada', name: 'Ada', password: 'correct horse' },
  }),
  200
);
assert.equal(user.hasPassword, true);
assert.equal(typeof user.createdAt, 'number');
const userId = user.id;

assert.deepEqual(
  good(await client.GET('/api/roles/{id}/users', { params: { path } }), 200).map(({ id }) => id),
  [userId],
  'the default role'
);

const twice = { params: { path }, body: { userIds: [userId] }, parseAs: 'text' };
assert.equal(
  refused(await client.POST('/api/roles/{id}/users', twice), 422),
  'role.user_exists'
);
good(
  await client.DELETE('/api/users/{userId}/roles/{roleId}', {
    params: { path: { userId, roleId: role.id } },
  }),
  204
);
good(await client.POST('/api/roles/{id}/users', twice), 201);

const one = { params: { path: { userId } } };
assert.equal(
  good(await client.PATCH('/api/users/{userId}', { ...one, body: { name: '', avatar: null } }), 200).name,
  null
);
good(
  await client.PATCH('/api/users/{userId}/custom-data', { ...one, body: { customData: { team: 'blue' } } }),
  200
);
assert.deepEqual(good(await client.GET('/api/users/{userId}', one), 200).customData, { team: 'blue' });
good(
  await client.POST('/api/users/{userId}/password/verify', { ...one, body: { password: 'correct horse' } }),
  204
);
assert.equal(
  refused(
    await client.POST('/api/users/{userId}/password/verify', { ...one, body: { password: 'wrong' } }),
    422
  ),
  'session.invalid_credentials'
);
assert.equal(
  good(
    await client.PATCH('/api/users/{userId}/is-suspended', { ...one, body: { isSuspended: true } }),
    200
  ).isSuspended,
  true
);
const search = { params: { query: { 'search.username': 'AD%', page_size: 5 } } };
assert.equal(good(await client.GET('/api/users', search), 200)[0].id, userId);
good(await client.DELETE('/api/users/{userId}', one), 204);
assert.equal(refused(await client.GET('/api/users/{userId}', one), 404), 'entity.not_found');

good(await client.DELETE('/api/roles/{id}', { params: { path } }), 204);
assert.equal(
  refused(await client.GET('/api/roles/{id}', { params: { path } }), 404),
  'entity.not_exists_with_id'
);
console.log('the journey is done');
