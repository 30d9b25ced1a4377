import CLinux
import Glibc

/// What the system says about the call that failed last on this thread.
enum SystemFailure {
  static var text: String { text(of: koperator_errno()) }

  static func text(of number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    let text = unsafe buffer.withUnsafeMutableBufferPointer { bytes -> String in
      guard let base = bytes.baseAddress, unsafe strerror_r(number, base, bytes.count) == 0 else { return "" }
      return unsafe String(cString: base)
    }
    return text.isEmpty ? "error \(number)" : text
  }
}
