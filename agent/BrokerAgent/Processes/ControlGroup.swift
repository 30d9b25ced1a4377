/// What /proc/<pid>/cgroup says: the pod that a process runs in (cgroups(7)).
enum ControlGroup {
  /// The most bytes that are read of it.
  static let sizeLimit = 16 << 10

  /// The UID of the pod, with hyphens; nil where no path names one.
  ///
  /// The kubelet's folders are `pod<UID>`, or with systemd `kubepods-burstable-pod<UID>.slice`, where the UID has `_` for `-`. A
  /// static pod's UID has no hyphens.
  static func podUID(in text: [UInt8]) -> String? {
    let word = Array("pod".utf8)
    var index = text.startIndex
    while index + word.count < text.count {
      let isStart = index > 0 && (text[index - 1] == UInt8(ascii: "/") || text[index - 1] == UInt8(ascii: "-"))
      guard isStart, text[index...].starts(with: word) else {
        index += 1
        continue
      }
      let uid = text[(index + word.count)...].prefix { isPart($0) }
      if uid.count == 36 || uid.count == 32 {
        return String(decoding: uid.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
      }
      index += word.count
    }
    return nil
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
