public import JSON

extension KafkaCluster {
  /// What is known of one broker.
  public struct BrokerState: Sendable, Hashable {
    /// Its rack: `WaitingForRackAwareness`, `Configured`, or `broker.rack=<values>` and a line's end; empty where racks are
    /// not wanted.
    public var rackAwarenessState: String
    /// What is being done about its partitions.
    public var gracefulActionState: GracefulActionState
    /// Whether it runs with the configuration that is wanted.
    public var configurationState: ConfigurationState
    /// Whether its dynamic configuration is what is wanted.
    public var perBrokerConfigurationState: PerBrokerConfigurationState
    /// The ingress configs that it was reached by when its Pod was made.
    public var externalListenerConfigNames: [String]
    /// The version of Kafka that it runs; nil where it is not known.
    public var version: String?
    /// The image that it runs, or is to run.
    public var image: String?
    /// Its part of the spec, for when it is gone from there and still holds partitions: gzip, then base64.
    public var configurationBackup: String?
    /// Its volumes, by mount path: ours.
    public var volumes: [String: VolumeStatus]
    /// Members that are not known here.
    public var other: JSONObject

    /// A broker of which nothing is known.
    public init() { self.init(json: [:]) }

    init(json members: JSONObject) {
      var reader = StatusReader(members)
      rackAwarenessState = reader.string("rackAwarenessState") ?? ""
      gracefulActionState = GracefulActionState(json: reader.object("gracefulActionState") ?? [:])
      configurationState = reader.open("configurationState") ?? .unset
      perBrokerConfigurationState = reader.open("perBrokerConfigurationState") ?? .unset
      externalListenerConfigNames = reader.strings("externalListenerConfigNames")
      version = reader.string("version")
      image = reader.string("image")
      configurationBackup = reader.string("configurationBackup")
      volumes = reader.map("volumes") { VolumeStatus(json: $0) }
      other = reader.other
    }

    /// The members that Koperator's own CRD requires are written even where they say nothing.
    var json: JSONObject {
      var writer = StatusWriter()
      writer.set("rackAwarenessState", rackAwarenessState)
      writer.set("gracefulActionState", gracefulActionState.json)
      writer.set("configurationState", configurationState.rawValue)
      writer.set("perBrokerConfigurationState", perBrokerConfigurationState.rawValue)
      writer.set("externalListenerConfigNames", externalListenerConfigNames)
      writer.set("version", version)
      writer.set("image", image)
      writer.set("configurationBackup", configurationBackup)
      writer.set("volumes", volumes) { .object($0.json) }
      return writer.object(with: other)
    }
  }

  /// Whether a broker runs with the configuration that is wanted, in Koperator's words.
  public struct ConfigurationState: RawRepresentable, Sendable, Hashable {
    /// The word.
    public let rawValue: String
    /// A state by its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is not known.
    public static let unset = ConfigurationState(rawValue: "")
    /// It does.
    public static let inSync = ConfigurationState(rawValue: "ConfigInSync")
    /// It does not yet.
    public static let outOfSync = ConfigurationState(rawValue: "ConfigOutOfSync")
  }

  /// Whether a broker's dynamic configuration is what is wanted, in Koperator's words.
  public struct PerBrokerConfigurationState: RawRepresentable, Sendable, Hashable {
    /// The word.
    public let rawValue: String
    /// A state by its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is not known.
    public static let unset = PerBrokerConfigurationState(rawValue: "")
    /// It is.
    public static let inSync = PerBrokerConfigurationState(rawValue: "PerBrokerConfigInSync")
    /// It is not yet.
    public static let outOfSync = PerBrokerConfigurationState(rawValue: "PerBrokerConfigOutOfSync")
    /// Kafka refuses it.
    public static let error = PerBrokerConfigurationState(rawValue: "PerBrokerConfigError")
  }

  /// What is known of one volume of a broker: ours.
  public struct VolumeStatus: Sendable, Hashable {
    /// What has become of it.
    public struct State: RawRepresentable, Sendable, Hashable {
      /// The word.
      public let rawValue: String
      /// A state by its word.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// The broker has used it: found empty, it has lost its data.
      public static let used = State(rawValue: "used")
      /// A user has said that its data is lost: it may be used anew.
      public static let lost = State(rawValue: "lost")
    }

    /// Kafka's id of the log directory (KIP-858); nil where it has none.
    public var directoryID: String?
    /// What has become of it.
    public var state: State
    /// Members that are not known here.
    public var other: JSONObject

    /// A volume.
    public init(state: State, directoryID: String? = nil) {
      self.directoryID = directoryID
      self.state = state
      other = [:]
    }

    init(json members: JSONObject) {
      var reader = StatusReader(members)
      directoryID = reader.string("directoryID")
      state = reader.open("state") ?? .used
      other = reader.other
    }

    var json: JSONObject {
      var writer = StatusWriter()
      writer.set("directoryID", directoryID)
      writer.set("state", state.rawValue)
      return writer.object(with: other)
    }
  }
}
