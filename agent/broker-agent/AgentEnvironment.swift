import Glibc

/// The variables of the process.
enum AgentEnvironment {
  /// All of them.
  static var values: [String: String] {
    var values: [String: String] = [:]
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      let pair = unsafe String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        values[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      unsafe entry += 1
    }
    return values
  }
}

/// What ends the program, held back on every thread from `init` on, so that `wait` alone takes it.
struct AgentSignals {
  private var set = sigset_t()

  init() {
    unsafe sigemptyset(&set)
    for number in [SIGTERM, SIGINT] { unsafe sigaddset(&set, number) }
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits for it, and gives its name.
  mutating func wait() -> String {
    var number: Int32 = 0
    unsafe sigwait(&set, &number)
    return number == SIGTERM ? "SIGTERM" : "SIGINT"
  }
}

/// How many files the process may have open.
enum DescriptorLimit {
  /// Raises it as far as that needs no right.
  static func raise(to wanted: UInt) {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard unsafe getrlimit(files, &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    unsafe setrlimit(files, &limit)
  }
}

/// The terminal, without Foundation.
enum Terminal {
  static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  static func complain(_ text: String) { write(text + "\n", to: 2) }
}
