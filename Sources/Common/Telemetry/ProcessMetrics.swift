import Glibc

/// What every Prometheus client says of its process, read from /proc when it is asked for.
enum ProcessMetrics {
  static func text() -> String {
    let fields = statFields()
    let tick = Double(sysconf(Int32(_SC_CLK_TCK)))
    var text = ""
    func add(_ name: String, _ kind: String, _ help: String, _ value: Double) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n\(name) \(MetricsRegistry.number(value))\n"
    }
    // proc(5): of the fields behind the command's name, utime and stime are 12 and 13, starttime 20, rss 22 (from 1).
    if fields.count > 21, tick > 0 {
      let used = (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)
      add("process_cpu_seconds_total", "counter", "Processor time used, user and system.", used / tick)
      let pages = Double(fields[21]) ?? 0
      add("process_resident_memory_bytes", "gauge", "Resident memory.", pages * Double(sysconf(Int32(_SC_PAGESIZE))))
      if let boot = bootTime() {
        add(
          "process_start_time_seconds", "gauge", "When the process began, since the epoch.",
          boot + (Double(fields[19]) ?? 0) / tick)
      }
    }
    if let open = openDescriptors() { add("process_open_fds", "gauge", "Open file descriptors.", Double(open)) }
    return text
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
