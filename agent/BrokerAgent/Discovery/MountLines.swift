/// The mounts that /proc/self/mountinfo has, line by line.
enum MountLines {
  private static let longestLine = 4096

  /// Gives every mount, in the table's order.
  ///
  /// - Returns: 0, or the errno where it cannot be read.
  @discardableResult
  static func read(_ path: String, _ take: (Mount) -> Void) -> Int32 {
    var line: [UInt8] = []
    func end() {
      if let mount = MountFinder.mount(line) { take(mount) }
      line.removeAll(keepingCapacity: true)
    }
    let code = SystemFile.read(path, limit: 16 << 20) { piece in
      for byte in piece {
        if byte == UInt8(ascii: "\n") { end() } else if line.count < longestLine { line.append(byte) }
      }
    }
    end()
    return code
  }
}
