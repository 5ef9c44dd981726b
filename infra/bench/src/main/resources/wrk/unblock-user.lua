local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(args)
  ids = {}
  for line in io.lines(args[1]) do
    ids[#ids + 1] = line
  end
  prefix = args[2]
  at = id * 7919
  wrk.headers["Prefer"] = "respond-async"
end

function request()
  at = at + 1
  return wrk.format("POST", prefix .. ids[at % #ids + 1] .. "/unblock")
end
