import CLinux
import Glibc
import JSON

/// What the store knows of a volume, as it stands beside it in a file.
struct VolumeRecord: Sendable, Hashable {
  var namespace: String
  var name: String
  var uid: String
  var bytes: Int64
  var kind: VolumeStatus.Kind

  /// As a file holds it.
  var text: String {
    let json: JSONValue = [
      "namespace": .string(namespace), "name": .string(name), "uid": .string(uid),
      "bytes": .number(JSONNumber(Int(bytes))), "kind": .string(kind.rawValue),
    ]
    return json.text(style: .pretty) + "\n"
  }

  init(namespace: String, name: String, uid: String, bytes: Int64, kind: VolumeStatus.Kind) {
    self.namespace = namespace
    self.name = name
    self.uid = uid
    self.bytes = bytes
    self.kind = kind
  }

  /// Reads a file's bytes; nil where they are not what `text` writes.
  init?(bytes: [UInt8]) {
    guard let json = try? JSONValue(parsing: bytes), let namespace = json["namespace"]?.stringValue,
      let name = json["name"]?.stringValue, let uid = json["uid"]?.stringValue, let size = json["bytes"]?.intValue,
      let kind = json["kind"]?.stringValue.flatMap({ VolumeStatus.Kind(rawValue: $0) })
    else { return nil }
    self.init(namespace: namespace, name: name, uid: uid, bytes: Int64(size), kind: kind)
  }
}
