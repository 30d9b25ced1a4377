import CLinux
import Glibc

/// Files that the kernel makes, in /proc.
enum SystemFile {
  private static let pieceSize = 4096

  /// Gives the content of a file piece by piece, up to a limit.
  ///
  /// - Returns: 0, or the errno where it cannot be read to its end.
  @discardableResult
  static func read(_ path: String, limit: Int = 4 << 20, _ take: (ArraySlice<UInt8>) -> Void) -> Int32 {
    let descriptor = unsafe koperator_open_for_reading(path)
    guard descriptor >= 0 else { return koperator_errno() }
    defer { _ = close(descriptor) }
    var piece = [UInt8](repeating: 0, count: pieceSize)
    var total = 0
    while total < limit {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, koperator_errno() == EINTR { continue }
      guard count >= 0 else { return koperator_errno() }
      guard count > 0 else { return 0 }
      total += count
      take(piece[..<count])
    }
    return 0
  }
}
