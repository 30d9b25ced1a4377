import Glibc

/// Reads what a program prints until it ends, and ends it where it takes too long or prints too much.
struct OutputCollector {
  private let process: pid_t
  private let output: Int32
  private let errors: Int32
  private let limit: Int
  private var result = ChildProcess.Output()
  private var isOutputOpen = true
  private var isErrorsOpen = true
  private var isReaped = false
  private var chunk = [UInt8](repeating: 0, count: 16 << 10)

  init(process: pid_t, output: Int32, errors: Int32, limit: Int) {
    self.process = process
    self.output = output
    self.errors = errors
    self.limit = limit
    for descriptor in [output, errors] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  /// Reads until the program has ended. Where it fails to, it and what it started are killed.
  mutating func collect(until deadline: ContinuousClock.Instant) throws(ChildProcess.Failure) -> ChildProcess.Output {
    defer { end() }
    while true {
      guard read() else { throw .tooLong }
      if hasEnded() {
        guard read() else { throw .tooLong }
        return result
      }
      if ContinuousClock.now >= deadline { throw .tooLate }
      wait()
    }
  }

  /// Waits for something to read; the program's end is looked for at least every 20 ms.
  private func wait() {
    var descriptors: [pollfd] = []
    if isOutputOpen { descriptors.append(pollfd(fd: output, events: Int16(POLLIN), revents: 0)) }
    if isErrorsOpen { descriptors.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0)) }
    unsafe poll(&descriptors, nfds_t(descriptors.count), 20)
  }

  /// Reads what is there; false where it is too much.
  private mutating func read() -> Bool {
    while isOutputOpen {
      let (bytes, isOpen) = next(from: output)
      isOutputOpen = isOpen
      guard let bytes else { break }
      result.output += bytes
      if result.output.count > limit { return false }
    }
    // A program that prints errors for ever must not keep this from its deadline.
    for _ in 0..<16 where isErrorsOpen {
      let (bytes, isOpen) = next(from: errors)
      isErrorsOpen = isOpen
      guard let bytes else { break }
      result.errors += bytes
      result.errors.removeFirst(max(0, result.errors.count - ChildProcess.longestErrors))
    }
    return true
  }

  /// What can be read at once, and whether there may be more later.
  private mutating func next(from descriptor: Int32) -> (ArraySlice<UInt8>?, Bool) {
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if count > 0 { return (chunk[..<count], true) }
    return (nil, count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  private mutating func hasEnded() -> Bool {
    var status: Int32 = 0
    guard unsafe waitpid(process, &status, WNOHANG) == process else { return false }
    isReaped = true
    if status & 0x7F == 0 { result.status = status >> 8 & 0xFF }
    return true
  }

  private mutating func end() {
    guard !isReaped else { return }
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    isReaped = true
  }
}
