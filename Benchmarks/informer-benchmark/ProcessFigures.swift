import Glibc
import JSON

/// What the process has used until now.
struct ProcessFigures {
  /// User and system time, in seconds.
  let cpu: Double
  /// Resident memory, the part of it that is no one else's, and the most that was ever resident, in KiB.
  let resident: Int
  let `private`: Int
  let peak: Int

  static func now() -> ProcessFigures {
    // RUSAGE_SELF is 0.
    var usage = rusage()
    unsafe getrusage(0, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    var resident = 0
    var `private` = 0
    for line in text(of: "/proc/self/smaps_rollup").split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 2, let kib = Int(words[1]) else { continue }
      switch words[0] {
      case "Rss:": resident += kib
      case "Private_Clean:", "Private_Dirty:": `private` += kib
      default: break
      }
    }
    return ProcessFigures(
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), resident: resident, private: `private`,
      peak: usage.ru_maxrss)
  }

  /// Prints a line of JSON with these figures and others.
  static func report(_ what: String, _ others: KeyValuePairs<String, JSONValue>) {
    let figures = now()
    var line = JSONObject()
    line["what"] = .string(what)
    for (key, value) in others { line[key] = value }
    line["cpu_s"] = .number(JSONNumber(figures.cpu))
    line["resident_kib"] = .number(JSONNumber(figures.resident))
    line["private_kib"] = .number(JSONNumber(figures.private))
    line["peak_kib"] = .number(JSONNumber(figures.peak))
    let bytes = Array("\(JSONValue.object(line))\n".utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  private static func text(of path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }
}
