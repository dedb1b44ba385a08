-- wrk script: posts the bodies of a file in turn. Arguments: the file, and how many bodies to skip.
local bodies = {}
local position = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    bodies[#bodies + 1] = line
  end
  position = tonumber(arguments[2])
  wrk.method = "POST"
  wrk.headers["content-type"] = "application/json"
end

function request()
  position = position + 1
  return wrk.format(nil, nil, nil, bodies[(position - 1) % #bodies + 1])
end

function done(summary)
  local errors = summary.errors
  local result = 'RESULT {"requests":%d,"microseconds":%d,"refused":%d,"timedOut":%d,"broken":%d}\n'
  local broken = errors.connect + errors.read + errors.write
  io.write(string.format(result, summary.requests, summary.duration, errors.status, errors.timeout, broken))
end
