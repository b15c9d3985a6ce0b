-- Saves alone: each connection's next request carries three answers of another attempt.
-- Arguments after "--": the file of tokens, one a line.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

function init(args)
  tokens = {}
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  count = tonumber(args[2])
  -- Each thread has attempts of its own, so that no number is used twice.
  position, round = number - count, tonumber(args[3])
  acknowledged, refused = 0, 0
end

function request()
  position = position + count
  if position > #tokens then position, round = number, round + 1 end
  local q = round % 6 * 3
  local events = string.format(
    '{"q":%d,"a":"b7k2","t":1700000000000},{"q":%d,"a":"m3xa","t":1700000000400},{"q":%d,"a":"t9pd","t":1700000000900}',
    q + 1, q + 2, q + 3)
  local body = '{"batches":[{"seq":' .. round .. ',"events":[' .. events .. ']}]}'
  return wrk.format("POST", "/luu-bai/", {["X-Bh-Attempt"] = tokens[position], ["Content-Type"] = "application/json"}, body)
end

function response(status, headers, body)
  if status == 200 and body:find('"saved": %[%d') then acknowledged = acknowledged + 1 else refused = refused + 1 end
end

function done(summary, latency, requests)
  local good, bad = 0, 0
  for _, thread in ipairs(threads) do
    good, bad = good + thread:get("acknowledged"), bad + thread:get("refused")
  end
  io.write(string.format(
    '\nFIGURES {"acknowledged": %d, "refused": %d, "seconds": %.3f, "p50": %.2f, "p95": %.2f, "p99": %.2f, "broken": %d}\n',
    good, bad, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
