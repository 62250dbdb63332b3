-- wrk's script: asks for the paths of a file in turn, with a pause where one is wanted, and prints what it saw as JSON.
local requests, position, pause = {}, 0, 0
local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(arguments)
  for path in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  pause = tonumber(arguments[2])
  math.randomseed(id + 1)
  position = math.random(#requests)
end

function request()
  position = position % #requests + 1
  return requests[position]
end

-- Milliseconds; drawn anew each time so that the clients do not march in step.
function delay()
  if pause == 0 then return 0 end
  return math.random(0, 2 * pause)
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format(
    '{"requests": %d, "octets": %d, "microseconds": %d, "failed": %d, "p50": %d, "p95": %d}',
    summary.requests, summary.bytes, summary.duration, failed,
    latency:percentile(50), latency:percentile(95)))
end
