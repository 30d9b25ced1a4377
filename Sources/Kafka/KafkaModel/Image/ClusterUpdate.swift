public import KafkaProtocol

/// What changed between two images: topics one by one, everything else as a whole where it changed.
public struct ClusterUpdate: Sendable, Equatable {
  /// The version that it leads to.
  public var version: Int64
  /// The cluster's identifier.
  public var clusterID: String
  /// The node that is shown as the controller.
  public var controllerID: Int32
  /// Whether it begins with an image of nothing.
  public var isWhole: Bool
  /// Topics that are new or changed.
  public var topics: [TopicRecord] = []
  /// The names of topics that are gone.
  public var deletedTopics: [String] = []
  /// All brokers, where one changed.
  public var brokers: [Int32: BrokerRecord]?
  /// All settings, where one changed.
  public var configs: [ConfigResource: [String: String]]?
  /// All entries, where one changed.
  public var acls: Set<AccessControlEntry>?
  /// All credentials, where one changed.
  public var scramCredentials: [ScramUser: ScramCredential]?
  /// All limits, where one changed.
  public var quotas: [QuotaEntity: [String: Double]]?
  /// All features, where one changed.
  public var features: [String: Int16]?
  /// All controllers, where one changed.
  public var voters: [Int32: QuorumVoter]?

  init(version: Int64, clusterID: String, controllerID: Int32, isWhole: Bool) {
    self.version = version
    self.clusterID = clusterID
    self.controllerID = controllerID
    self.isWhole = isWhole
  }
}

extension ClusterImage {
  /// What leads from an older image to this one; from nil, all of it.
  public func update(from old: ClusterImage?) -> ClusterUpdate {
    var update = ClusterUpdate(
      version: version, clusterID: clusterID, controllerID: controllerID, isWhole: old == nil)
    for (name, topic) in topics where old?.topics[name] != topic { update.topics.append(topic) }
    update.topics.sort { $0.name < $1.name }
    if let old { update.deletedTopics = old.topics.keys.filter { topics[$0] == nil }.sorted() }
    if old?.brokers != brokers { update.brokers = brokers }
    if old?.configs != configs { update.configs = configs }
    if old?.acls != acls { update.acls = acls }
    if old?.scramCredentials != scramCredentials { update.scramCredentials = scramCredentials }
    if old?.quotas != quotas { update.quotas = quotas }
    if old?.features != features { update.features = features }
    if old?.voters != voters { update.voters = voters }
    return update
  }

  /// Takes what changed; an update to an image that is not newer than this one is passed over, unless it is whole.
  public mutating func apply(_ update: ClusterUpdate) {
    guard update.isWhole || update.version > version else { return }
    if update.isWhole { self = ClusterImage(clusterID: update.clusterID) }
    version = update.version
    clusterID = update.clusterID
    controllerID = update.controllerID
    for name in update.deletedTopics { removeTopic(name) }
    for topic in update.topics { setTopic(topic) }
    if let brokers = update.brokers { self.brokers = brokers }
    if let configs = update.configs { self.configs = configs }
    if let acls = update.acls { self.acls = acls }
    if let credentials = update.scramCredentials { scramCredentials = credentials }
    if let quotas = update.quotas { self.quotas = quotas }
    if let features = update.features { self.features = features }
    if let voters = update.voters { self.voters = voters }
  }
}
