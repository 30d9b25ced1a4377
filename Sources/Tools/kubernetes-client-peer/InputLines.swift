import Dispatch
import Glibc

/// The lines of standard input, read on a thread of their own; they end where the input does.
enum InputLines {
  static func read() -> AsyncStream<String> {
    AsyncStream { continuation in
      DispatchQueue(label: "input").async {
        while let line = readLine() { continuation.yield(line) }
        continuation.finish()
      }
    }
  }
}

/// Standard output without a buffer: who reads it waits for each line.
enum StandardOutput {
  static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}
