public import JSON

extension KafkaCluster {
  /// What is being done about a broker's partitions, and about those of its volumes.
  public struct GracefulActionState: Sendable, Hashable {
    /// What is being done about the broker; nil where nothing is.
    public var cruiseControlState: CruiseControlState?
    /// The CruiseControlOperation that does it.
    public var cruiseControlOperationReference: String?
    /// What is being done about a volume, by its mount path.
    public var volumeStates: [String: VolumeState]
    /// Members that are not known here.
    public var other: JSONObject

    /// A state of a broker.
    public init(
      _ state: CruiseControlState? = nil, operation: String? = nil, volumeStates: [String: VolumeState] = [:]
    ) {
      cruiseControlState = state
      cruiseControlOperationReference = operation
      self.volumeStates = volumeStates
      other = [:]
    }

    init(json members: JSONObject) {
      var reader = StatusReader(members)
      let word = reader.string("cruiseControlState") ?? ""
      cruiseControlState = word.isEmpty ? nil : CruiseControlState(rawValue: word)
      cruiseControlOperationReference = reader.operationReference()
      volumeStates = reader.map("volumeStates") { VolumeState(json: $0) }
      other = reader.other
    }

    var json: JSONObject {
      var writer = StatusWriter()
      writer.set("cruiseControlState", cruiseControlState?.rawValue ?? "")
      writer.setOperationReference(cruiseControlOperationReference)
      writer.set("volumeStates", volumeStates) { .object($0.json) }
      return writer.object(with: other)
    }
  }

  /// What is being done about a volume.
  public struct VolumeState: Sendable, Hashable {
    /// What it is.
    public var cruiseControlVolumeState: CruiseControlState
    /// The CruiseControlOperation that does it.
    public var cruiseControlOperationReference: String?
    /// Members that are not known here.
    public var other: JSONObject

    /// A state of a volume.
    public init(_ state: CruiseControlState, operation: String? = nil) {
      cruiseControlVolumeState = state
      cruiseControlOperationReference = operation
      other = [:]
    }

    init(json members: JSONObject) {
      var reader = StatusReader(members)
      cruiseControlVolumeState = reader.open("cruiseControlVolumeState") ?? CruiseControlState(rawValue: "")
      cruiseControlOperationReference = reader.operationReference()
      other = reader.other
    }

    var json: JSONObject {
      var writer = StatusWriter()
      writer.set("cruiseControlVolumeState", cruiseControlVolumeState.rawValue)
      writer.setOperationReference(cruiseControlOperationReference)
      return writer.object(with: other)
    }
  }

  /// What is being done about partitions, and how far it is, as Koperator writes it in one word.
  public struct CruiseControlState: RawRepresentable, Sendable, Hashable {
    /// What is being done.
    public enum Action: String, Sendable, Hashable, CaseIterable {
      /// A new broker gets partitions.
      case upscale = "GracefulUpscale"
      /// A broker gives its partitions away.
      case downscale = "GracefulDownscale"
      /// Partitions are spread over a broker's volumes.
      case diskRebalance = "GracefulDiskRebalance"
      /// A volume gives its partitions away.
      case diskRemoval = "GracefulDiskRemoval"
    }

    /// How far it is.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
      /// It is to be done.
      case required = "Required"
      /// The operation is made.
      case scheduled = "Scheduled"
      /// Cruise Control does it.
      case running = "Running"
      /// It is done.
      case succeeded = "Succeeded"
      /// It failed.
      case completedWithError = "CompletedWithError"
      /// It failed, and is not tried again.
      case paused = "Paused"
    }

    /// The word.
    public let rawValue: String

    /// A state by its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A state by what is done and how far it is.
    public init(_ action: Action, _ phase: Phase) { rawValue = action.rawValue + phase.rawValue }

    /// What is being done; nil where the word is not known here.
    public var action: Action? { Action.allCases.first { rawValue.hasPrefix($0.rawValue) } }

    /// How far it is; nil where the word is not known here.
    public var phase: Phase? { action.flatMap { Phase(rawValue: String(rawValue.dropFirst($0.rawValue.count))) } }
  }
}

extension StatusReader {
  /// The name of the operation that is referred to. A reference that says more is left as it is.
  fileprivate mutating func operationReference() -> String? {
    take("cruiseControlOperationReference") { value in
      guard let members = value.objectValue, members.count == 1 else { return nil }
      return members["name"]?.stringValue
    }
  }
}

extension StatusWriter {
  fileprivate mutating func setOperationReference(_ name: String?) {
    set("cruiseControlOperationReference", name.map { ["name": .string($0)] } as JSONObject?)
  }
}
