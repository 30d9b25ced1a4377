import JSON
import KafkaResources
import KubernetesObjects

/// `capacity.json`: what each broker has of disk, CPU and network. What the manifest says for a broker stands; the others
/// are made from their settings, ascending by id.
///
/// Nodes that are controllers alone hold no partitions and are left out.
struct CruiseControlCapacity {
  /// The entry in the manifest's text that stands for every broker.
  private static let everyBroker = "-1"
  private static let unit =
    "Capacity unit used for disk is in MB, cpu is in percentage, network throughput is in KB."
  /// In percent of a core, where a container may use as much as there is (Koperator's number for brokers that it does
  /// not know).
  private static let defaultCPU = "100"
  /// In MB, where a volume has no size of its own: as large as Koperator takes that of a broker that it does not know.
  private static let defaultDisk = "10737"

  /// The text.
  let text: String

  init(of context: RenderingContext) throws(RenderingError) {
    let written = Self.written(context.spec.cruiseControlConfig.capacityConfig)
    if written.ids.contains(Self.everyBroker) {
      text = context.spec.cruiseControlConfig.capacityConfig ?? ""
      return
    }
    var entries = written.entries
    for broker in context.spec.brokers.sorted(by: { $0.id < $1.id }) {
      guard context.spec.roles(of: broker).contains(.broker), !written.ids.contains(String(broker.id)) else { continue }
      entries.append(try Self.entry(of: broker, context))
    }
    text = JSONValue.object(["brokerCapacities": .array(entries)]).text(style: .pretty) + "\n"
  }

  /// The entries of the manifest's text, and the ids that they are for. That it is such a text is a rule of the manifest.
  private static func written(_ text: String?) -> (entries: [JSONValue], ids: Set<String>) {
    guard let text, let value = try? JSONValue(parsing: text) else { return ([], []) }
    let entries = value["brokerCapacities"]?.arrayValue ?? []
    return (entries, Set(entries.compactMap { $0["brokerId"]?.stringValue }))
  }

  private static func entry(
    of broker: KafkaCluster.Broker, _ context: RenderingContext
  ) throws(RenderingError) -> JSONValue {
    let settings = context.spec.settings(of: broker)
    var disks = JSONObject()
    for volume in try BrokerStorage(of: broker, context).volumes {
      let folder = KafkaCluster.StorageConfig(mountPath: volume.mountPath).logFolder
      disks[folder] = .string(try size(of: volume, broker, context))
    }
    return [
      "brokerId": .string(String(broker.id)),
      "capacity": [
        "DISK": .object(disks), "CPU": .string(try cpu(of: broker, settings, context)),
        "NW_IN": .string(settings.incomingNetworkThroughPut), "NW_OUT": .string(settings.outgoingNetworkThroughPut),
      ],
      "doc": .string(unit),
    ]
  }

  /// A volume's size in MB (10^6 bytes), rounded down. That one has none is a rule of the manifest.
  private static func size(
    of volume: LogVolume, _ broker: KafkaCluster.Broker, _ context: RenderingContext
  ) throws(RenderingError) -> String {
    let path = context.path(of: broker, "storageConfigs")
    let quantity: Quantity?
    switch volume.source {
    case .claim(let claim): quantity = claim.spec?.resources?.requests["storage"]
    case .emptyDir(let folder): quantity = folder.sizeLimit
    }
    guard let quantity else { return defaultDisk }
    do {
      // The quantity is rounded up to bytes, of which there are no fractions.
      let megabytes = try quantity.value() / 1_000_000
      if megabytes >= 1 { return String(megabytes) }
    } catch {
      throw RenderingError(error, at: path)
    }
    throw RenderingError(
      at: path, "the volume at \(volume.mountPath) has less than 1 MB, the least that Cruise Control knows",
      remedy: "make it larger")
  }

  /// The CPU that a broker may use, in percent of a core.
  private static func cpu(
    of broker: KafkaCluster.Broker, _ settings: KafkaCluster.BrokerSettings, _ context: RenderingContext
  ) throws(RenderingError) -> String {
    let path = context.path(of: broker, "resourceRequirements")
    let resources: ResourceRequirements = try context.part(.object(settings.resourceRequirements), at: path)
    guard let limit = resources.limits["cpu"] else { return defaultCPU }
    do {
      return String((try limit.milliValue() + 9) / 10)
    } catch {
      throw RenderingError(error, at: path)
    }
  }
}
