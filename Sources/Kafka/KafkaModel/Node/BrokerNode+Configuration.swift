public import KafkaProtocol

extension BrokerNodeConfiguration {
  /// The number that a property says; the fallback where it says none.
  func number<Number: FixedWidthInteger>(_ key: String, _ fallback: Number) -> Number {
    properties[key].flatMap { Number($0) } ?? fallback
  }

  /// The limits of groups that the properties say.
  var groups: GroupConfiguration {
    var groups = GroupConfiguration()
    groups.initialRebalanceDelay = number("group.initial.rebalance.delay.ms", groups.initialRebalanceDelay)
    groups.minimumSessionTimeout = number("group.min.session.timeout.ms", groups.minimumSessionTimeout)
    groups.maximumSessionTimeout = number("group.max.session.timeout.ms", groups.maximumSessionTimeout)
    groups.maximumMembers = min(groups.maximumMembers, number("group.max.size", groups.maximumMembers))
    groups.maximumOffsetMetadata = number("offset.metadata.max.bytes", groups.maximumOffsetMetadata)
    groups.offsetRetentionMinutes = number("offsets.retention.minutes", groups.offsetRetentionMinutes)
    groups.offsetRetentionCheckInterval = number(
      "offsets.retention.check.interval.ms", groups.offsetRetentionCheckInterval)
    groups.offsetsPartitions = number("offsets.topic.num.partitions", groups.offsetsPartitions)
    return groups
  }
}

extension BrokerNode {
  /// The value of a broker's key that is in force: this broker's dynamic one, the cluster's, the file's.
  func brokerValue(_ key: String) -> String? {
    image.configs[.broker(configuration.nodeID)]?[key] ?? image.configs[.allBrokers]?[key]
      ?? configuration.properties[key]
  }

  /// The value of a topic's key that is in force; nil where Kafka's default is.
  func topicValue(_ key: String, of topic: String) -> String? {
    if let value = image.configs[.topic(topic)]?[key] { return value }
    let shared = ConfigCatalog.brokerKey(key, isTopic: true)
    if let value = brokerValue(shared) { return value }
    switch key {
    case "retention.ms":
      if let minutes = number("log.retention.minutes") { return scaled(minutes, 60_000) }
      return number("log.retention.hours").map { scaled($0, 3_600_000) }
    case "segment.ms": return number("log.roll.hours").map { scaled($0, 3_600_000) }
    case "segment.jitter.ms": return number("log.roll.jitter.hours").map { scaled($0, 3_600_000) }
    default: return nil
    }
  }

  private func number(_ key: String) -> Int64? { brokerValue(key).flatMap { Int64($0) } }

  private func scaled(_ value: Int64, _ factor: Int64) -> String {
    guard value >= 0 else { return "-1" }
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    return String(overflow ? Int64.max : product)
  }
}

extension BrokerRecord {
  /// Where a listener of the broker is reached; nil where it has no listener of that name.
  func endpoint(of listener: String) -> BrokerEndpoint? { endpoints.first { $0.listener == listener } }
}

extension ClusterImage: GroupTopics {
  /// The name of the topic with an identifier.
  public func topicName(of id: KafkaUUID) -> String? { topicNames[id] }
  /// The identifier of a topic.
  public func topicID(of name: String) -> KafkaUUID? { topics[name]?.id }
  /// How many partitions a topic has.
  public func partitionCount(of name: String) -> Int? { topics[name]?.partitions.count }
}
