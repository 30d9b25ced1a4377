public import JSON

/// Something that is done to a sandbox on purpose.
public struct Fault: Sendable, Hashable {
  /// What is done.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The broker's processes get SIGKILL; they are started again.
    case kill
    /// They stop where they are (SIGSTOP).
    case hang
    /// They go on.
    case resume
    /// They end with grace, and are started again.
    case restart
    /// A disk of the broker is full.
    case fillDisk = "fill-disk"
    /// It has room again.
    case freeDisk = "free-disk"
    /// It cannot be written to.
    case readOnlyDisk = "read-only-disk"
    /// It can be written to again.
    case writableDisk = "writable-disk"
    /// It is replaced by an empty one.
    case swapDisk = "swap-disk"
    /// A node is gone with all that runs on it.
    case loseNode = "lose-node"
    /// It is back.
    case returnNode = "return-node"
    /// Nobody reaches the broker, and it reaches nobody.
    case cut
    /// It is reached again.
    case heal

    /// Whether it is done to a disk, of which a broker may have several.
    public var isOfDisk: Bool {
      switch self {
      case .fillDisk, .freeDisk, .readOnlyDisk, .writableDisk, .swapDisk: true
      default: false
      }
    }

    /// Whether it is done to a node.
    public var isOfNode: Bool { self == .loseNode || self == .returnNode }
  }

  /// What is done.
  public var kind: Kind
  /// To whom: a broker's id, with `<cluster>/` or `<namespace>/<cluster>/` before it where several have it; or a node.
  public var target: String
  /// Which disk, by where it is mounted; nil where there is one only.
  public var mountPath: String?

  /// A fault.
  public init(_ kind: Kind, target: String, mountPath: String? = nil) {
    self.kind = kind
    self.target = target
    self.mountPath = mountPath
  }

  /// Reads a request; nil where it names none.
  init?(json: JSONValue) {
    guard let kind = json["fault"]?.stringValue.flatMap({ Kind(rawValue: $0) }),
      let target = json["target"]?.stringValue
    else { return nil }
    self.init(kind, target: target, mountPath: json["mountPath"]?.stringValue)
  }

  /// As a request.
  public var json: JSONValue {
    var object: JSONObject = [
      "command": "fault", "fault": .string(kind.rawValue), "target": .string(target),
    ]
    if let mountPath { object["mountPath"] = .string(mountPath) }
    return .object(object)
  }
}
