import Glibc

extension LeaderElector {
  /// A name for this process that no other has or had: that of the host, which in a pod is the pod's, and a number by
  /// chance. A process that is started again must not be taken for the one before, whose writes may be under way.
  ///
  /// - Parameter name: what it begins with instead of the host's name.
  public static func uniqueIdentity(_ name: String? = nil) -> String {
    let number = String(UInt64.random(in: 0 ... .max), radix: 16)
    return (name ?? hostName) + "_" + String(repeating: "0", count: 16 - number.count) + number
  }

  private static var hostName: String {
    // Linux's own bound is 64 bytes.
    var bytes = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
