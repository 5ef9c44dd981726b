local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(args)
  run = args[1]
  count = 0
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  count = count + 1
  local name = run .. "-" .. id .. "-" .. count
  return wrk.format(nil, nil, nil, '{"email":"' .. name .. '@example.com","name":"Person ' .. name .. '","givenName":"Given","familyName":"Family"}')
end
