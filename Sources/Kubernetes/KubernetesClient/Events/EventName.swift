import KubernetesObjects

/// The names of events.
enum EventName {
  /// A name that follows from what an event says, who says it and when it first happened: `kafka-0.1f0c…`.
  static func of(_ report: EventReport, by controller: String, _ instance: String, at time: MicroTime) -> String {
    // FNV-1a with 64 bits: names must differ for different events, nobody tries to make them collide.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String?) {
      for byte in (text ?? "").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      // A byte that no text has, so that the parts do not run into each other.
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    func add(_ object: ObjectReference?) {
      for part in [object?.apiVersion, object?.kind, object?.namespace, object?.name, object?.uid, object?.fieldPath] {
        add(part)
      }
    }
    for part in [report.type.rawValue, report.reason, report.action, report.note, controller, instance] { add(part) }
    add(report.regarding)
    add(report.related)
    add(time.description)
    let digits = String(hash, radix: 16)
    let name = cleaned(report.regarding.name ?? "")
    return name + (name.isEmpty ? "" : ".") + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A name with only what the names of events may have: some kinds allow more. 253 bytes are allowed in all.
  private static func cleaned(_ name: String) -> String {
    var bytes = name.lowercased().utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): byte
      default: UInt8(ascii: "-")
      }
    }
    let isMark = { (byte: UInt8) in byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
    bytes = Array(bytes.prefix(200).drop(while: isMark))
    while let last = bytes.last, isMark(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
