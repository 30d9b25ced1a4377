import Glibc

/// What every Prometheus client says of its process, read from /proc when it is asked for.
enum ProcessMetrics {
  struct Metric {
    let name: String
    let kind: MetricFamily.Kind
    let help: String
    let value: Double
  }

  /// The metrics in the order of their names; what /proc does not say is left out.
  static func read() -> [Metric] {
    let fields = statFields()
    let tick = Double(sysconf(Int32(_SC_CLK_TCK)))
    var metrics: [Metric] = []
    func add(_ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: Double) {
      metrics.append(Metric(name: "process_" + name, kind: kind, help: help, value: value))
    }
    // proc(5) numbers the fields from 1; behind the command's name the list begins with field 3. utime and stime are
    // fields 14 and 15, starttime 22 (all in ticks), vsize 23 (bytes), rss 24 (pages).
    let isKnown = fields.count > 21 && tick > 0
    if isKnown {
      let used = (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)
      add("cpu_seconds_total", .counter, "Processor time used, user and system.", used / tick)
    }
    var limit = rlimit()
    if unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
      add("max_fds", .gauge, "The most file descriptors that may be open.", Double(limit.rlim_cur))
    }
    if let open = openDescriptors() { add("open_fds", .gauge, "Open file descriptors.", Double(open)) }
    if isKnown {
      let pages = Double(fields[21]) ?? 0
      add("resident_memory_bytes", .gauge, "Resident memory.", pages * Double(sysconf(Int32(_SC_PAGESIZE))))
      if let boot = bootTime() {
        let start = (Double(fields[19]) ?? 0) / tick
        add("start_time_seconds", .gauge, "When the process began, since the epoch.", boot + start)
      }
      add("virtual_memory_bytes", .gauge, "Virtual memory.", Double(fields[20]) ?? 0)
    }
    return metrics
  }

  private static func read(_ path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      bytes += buffer[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The fields of /proc/self/stat from the third on; the second is the command's name, which may hold anything.
  private static func statFields() -> [Substring] {
    let text = read("/proc/self/stat")
    guard let end = text.lastIndex(of: ")") else { return [] }
    return text[text.index(after: end)...].split(separator: " ")
  }

  private static func bootTime() -> Double? {
    for line in read("/proc/stat").split(separator: "\n") where line.hasPrefix("btime ") {
      return Double(line.dropFirst("btime ".count))
    }
    return nil
  }

  private static func openDescriptors() -> Int? {
    guard let folder = unsafe opendir("/proc/self/fd") else { return nil }
    defer { unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    // Without `.`, `..` and the descriptor of the folder itself.
    return max(0, count - 3)
  }
}
