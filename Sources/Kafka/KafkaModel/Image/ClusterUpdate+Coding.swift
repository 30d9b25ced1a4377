public import KafkaProtocol

// The form is ours: both ends of it are of the same build.

extension ClusterUpdate {
  /// The update in bytes; the same update has the same bytes.
  ///
  /// - Throws: where a text or a list is longer than its length can say.
  public func encoded() throws(CodecError) -> [UInt8] {
    var writer = MessageWriter(capacity: 1024)
    writer.int64(version)
    try writer.string(clusterID, compact: true, "clusterID")
    writer.int32(controllerID)
    writer.bool(isWhole)
    try writer.list(topics, "topics") { writer, topic throws(CodecError) in try writer.topic(topic) }
    try writer.list(deletedTopics, "deletedTopics") { writer, name throws(CodecError) in
      try writer.string(name, compact: true, "name")
    }
    try writer.list(brokers?.values.sorted { $0.id < $1.id }, "brokers") { writer, broker throws(CodecError) in
      try writer.broker(broker)
    }
    let resources = configs?.sorted { ($0.key.type, $0.key.name) < ($1.key.type, $1.key.name) }
    try writer.list(resources, "configs") { writer, entry throws(CodecError) in
      writer.int8(entry.key.type)
      try writer.string(entry.key.name, compact: true, "name")
      try writer.list(entry.value.sorted { $0.key < $1.key }, "values") { writer, value throws(CodecError) in
        try writer.string(value.key, compact: true, "key")
        try writer.string(value.value, compact: true, "value")
      }
    }
    try writer.list(acls?.sorted(by: Self.isBefore), "acls") { writer, entry throws(CodecError) in
      try writer.entry(entry)
    }
    let users = scramCredentials?.sorted { ($0.key.name, $0.key.mechanism.type) < ($1.key.name, $1.key.mechanism.type) }
    try writer.list(users, "scramCredentials") { writer, user throws(CodecError) in
      try writer.string(user.key.name, compact: true, "name")
      writer.int8(user.key.mechanism.type)
      try writer.bytes(user.value.salt, compact: true, "salt")
      writer.int32(user.value.iterations)
      try writer.bytes(user.value.storedKey, compact: true, "storedKey")
      try writer.bytes(user.value.serverKey, compact: true, "serverKey")
    }
    let entities = quotas?.map { (parts: $0.key.parts.sorted { $0.key < $1.key }, values: $0.value) }
    let ordered = entities?.sorted { "\($0.parts)" < "\($1.parts)" }
    try writer.list(ordered, "quotas") { writer, quota throws(CodecError) in
      try writer.list(quota.parts, "parts") { writer, part throws(CodecError) in
        try writer.string(part.key, compact: true, "kind")
        try writer.nullableString(part.value, compact: true, "name")
      }
      try writer.list(quota.values.sorted { $0.key < $1.key }, "values") { writer, value throws(CodecError) in
        try writer.string(value.key, compact: true, "key")
        writer.float64(value.value)
      }
    }
    try writer.list(features?.sorted { $0.key < $1.key }, "features") { writer, feature throws(CodecError) in
      try writer.string(feature.key, compact: true, "name")
      writer.int16(feature.value)
    }
    try writer.list(voters?.values.sorted { $0.id < $1.id }, "voters") { writer, voter throws(CodecError) in
      writer.int32(voter.id)
      writer.uuid(voter.directoryID)
      try writer.endpoints(voter.endpoints)
    }
    return writer.bytes
  }

  private static func isBefore(_ left: AccessControlEntry, _ right: AccessControlEntry) -> Bool {
    let one = (left.resourceType.rawValue, left.resourceName, left.principal, left.host)
    let other = (right.resourceType.rawValue, right.resourceName, right.principal, right.host)
    if one != other { return one < other }
    return (left.patternType.rawValue, left.operation.rawValue, left.permission.rawValue)
      < (right.patternType.rawValue, right.operation.rawValue, right.permission.rawValue)
  }

  /// The update that the bytes are.
  public init(decoding bytes: ArraySlice<UInt8>) throws(CodecError) {
    var reader = MessageReader(bytes)
    let version = try reader.int64()
    let clusterID = try reader.string(compact: true)
    let controllerID = try reader.int32()
    self.init(
      version: version, clusterID: clusterID, controllerID: controllerID, isWhole: try reader.bool())
    topics = try reader.list { reader throws(CodecError) in try reader.topic() } ?? []
    deletedTopics = try reader.list { reader throws(CodecError) in try reader.string(compact: true) } ?? []
    if let list = try reader.list({ reader throws(CodecError) in try reader.broker() }) {
      brokers = Dictionary(list.map { ($0.id, $0) }) { $1 }
    }
    let resources = try reader.list { reader throws(CodecError) in
      let resource = ConfigResource(type: try reader.int8(), name: try reader.string(compact: true))
      let values = try reader.list { reader throws(CodecError) in
        (try reader.string(compact: true), try reader.string(compact: true))
      }
      return (resource, Dictionary(values ?? []) { $1 })
    }
    configs = resources.map { Dictionary($0) { $1 } }
    acls = try reader.list { reader throws(CodecError) in try reader.entry() }.map { Set($0) }
    let users = try reader.list { reader throws(CodecError) in try reader.scramUser() }
    scramCredentials = users.map { Dictionary($0) { $1 } }
    let limits = try reader.list { reader throws(CodecError) in
      let parts = try reader.list { reader throws(CodecError) in
        (try reader.string(compact: true), try reader.nullableString(compact: true))
      }
      let values = try reader.list { reader throws(CodecError) in
        (try reader.string(compact: true), try reader.float64())
      }
      return (QuotaEntity(Dictionary(parts ?? []) { $1 }), Dictionary(values ?? []) { $1 })
    }
    quotas = limits.map { Dictionary($0) { $1 } }
    let levels = try reader.list { reader throws(CodecError) in
      (try reader.string(compact: true), try reader.int16())
    }
    features = levels.map { Dictionary($0) { $1 } }
    let list = try reader.list { reader throws(CodecError) in
      QuorumVoter(id: try reader.int32(), directoryID: try reader.uuid(), endpoints: try reader.endpoints())
    }
    voters = list.map { Dictionary($0.map { ($0.id, $0) }) { $1 } }
    try reader.finish()
  }
}

extension MessageWriter {
  fileprivate mutating func list<Element>(
    _ list: [Element]?, _ name: StaticString, _ write: (inout MessageWriter, Element) throws(CodecError) -> Void
  ) throws(CodecError) {
    try count(list?.count, compact: true, name)
    for element in list ?? [] { try write(&self, element) }
  }

  fileprivate mutating func ids(_ values: [Int32]) throws(CodecError) {
    try count(values.count, compact: true, "ids")
    int32s(values)
  }

  fileprivate mutating func uuids(_ values: [KafkaUUID]) throws(CodecError) {
    try count(values.count, compact: true, "uuids")
    for value in values { uuid(value) }
  }

  fileprivate mutating func topic(_ topic: TopicRecord) throws(CodecError) {
    uuid(topic.id)
    try string(topic.name, compact: true, "name")
    bool(topic.isInternal)
    try list(topic.partitions, "partitions") { writer, partition throws(CodecError) in
      try writer.ids(partition.replicas)
      try writer.ids(partition.inSyncReplicas)
      writer.int32(partition.leader)
      writer.int32(partition.leaderEpoch)
      writer.int32(partition.partitionEpoch)
      try writer.ids(partition.addingReplicas)
      try writer.ids(partition.removingReplicas)
      try writer.uuids(partition.directories)
    }
  }

  fileprivate mutating func endpoints(_ endpoints: [BrokerEndpoint]) throws(CodecError) {
    try list(endpoints, "endpoints") { writer, endpoint throws(CodecError) in
      try writer.string(endpoint.listener, compact: true, "listener")
      try writer.string(endpoint.host, compact: true, "host")
      writer.int32(endpoint.port)
      writer.int16(endpoint.securityProtocol)
    }
  }

  fileprivate mutating func broker(_ broker: BrokerRecord) throws(CodecError) {
    int32(broker.id)
    int64(broker.epoch)
    uuid(broker.incarnation)
    try nullableString(broker.rack, compact: true, "rack")
    try endpoints(broker.endpoints)
    bool(broker.isFenced)
    bool(broker.isStopping)
    try uuids(broker.logDirectories)
  }

  fileprivate mutating func entry(_ entry: AccessControlEntry) throws(CodecError) {
    int8(entry.resourceType.rawValue)
    try string(entry.resourceName, compact: true, "resourceName")
    int8(entry.patternType.rawValue)
    try string(entry.principal, compact: true, "principal")
    try string(entry.host, compact: true, "host")
    int8(entry.operation.rawValue)
    int8(entry.permission.rawValue)
  }
}

extension MessageReader {
  fileprivate mutating func list<Element>(
    _ read: (inout MessageReader) throws(CodecError) -> Element
  ) throws(CodecError) -> [Element]? {
    guard let count = try nullableCount(compact: true, minimum: 1) else { return nil }
    var list: [Element] = []
    for _ in 0..<count { list.append(try read(&self)) }
    return list
  }

  fileprivate mutating func ids() throws(CodecError) -> [Int32] {
    try int32s(try count(compact: true, minimum: 4))
  }

  fileprivate mutating func uuids() throws(CodecError) -> [KafkaUUID] {
    try list { reader throws(CodecError) in try reader.uuid() } ?? []
  }

  fileprivate mutating func topic() throws(CodecError) -> TopicRecord {
    var topic = TopicRecord(id: try uuid(), name: try string(compact: true), isInternal: try bool())
    let partitions = try list { reader throws(CodecError) in
      PartitionRecord(
        replicas: try reader.ids(), inSyncReplicas: try reader.ids(), leader: try reader.int32(),
        leaderEpoch: try reader.int32(), partitionEpoch: try reader.int32(), addingReplicas: try reader.ids(),
        removingReplicas: try reader.ids(), directories: try reader.uuids())
    }
    topic.partitions = partitions ?? []
    return topic
  }

  fileprivate mutating func endpoints() throws(CodecError) -> [BrokerEndpoint] {
    try list { reader throws(CodecError) in
      BrokerEndpoint(
        listener: try reader.string(compact: true), host: try reader.string(compact: true), port: try reader.int32(),
        securityProtocol: try reader.int16())
    } ?? []
  }

  fileprivate mutating func broker() throws(CodecError) -> BrokerRecord {
    BrokerRecord(
      id: try int32(), epoch: try int64(), incarnation: try uuid(), rack: try nullableString(compact: true),
      endpoints: try endpoints(), isFenced: try bool(), isStopping: try bool(), logDirectories: try uuids())
  }

  fileprivate mutating func entry() throws(CodecError) -> AccessControlEntry {
    let type = AccessResourceType(rawValue: try int8())
    let name = try string(compact: true)
    let pattern = AccessPatternType(rawValue: try int8())
    let principal = try string(compact: true)
    let host = try string(compact: true)
    guard let type, let pattern, let operation = AccessOperation(rawValue: try int8()),
      let permission = AccessPermission(rawValue: try int8())
    else { throw CodecError(.malformed, "an access control entry has a number that means nothing") }
    return AccessControlEntry(
      resourceType: type, resourceName: name, patternType: pattern, principal: principal, host: host,
      operation: operation, permission: permission)
  }

  fileprivate mutating func scramUser() throws(CodecError) -> (ScramUser, ScramCredential) {
    let name = try string(compact: true)
    guard let mechanism = ScramMechanism(type: try int8()) else {
      throw CodecError(.malformed, "a credential is for a mechanism that is not known")
    }
    let credential = ScramCredential(
      salt: try bytes(compact: true), iterations: try int32(), storedKey: try bytes(compact: true),
      serverKey: try bytes(compact: true))
    return (ScramUser(name: name, mechanism: mechanism), credential)
  }
}
