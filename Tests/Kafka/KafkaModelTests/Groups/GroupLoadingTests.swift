import KafkaModel
import KafkaProtocol
import Testing

@Suite struct GroupLoadingTests {
  /// A batch of one record.
  private func batch(key: [UInt8], value: [UInt8]?) throws -> [UInt8] {
    var builder = RecordBatchBuilder()
    try builder.append(key: key[...], value: value.map { $0[...] }, timestamp: 1)
    return builder.finish()
  }

  private func offsetKey(_ partition: Int32 = 0, kind: UInt8 = 1) throws -> [UInt8] {
    var key = OffsetCommitKey()
    key.group = "g"
    key.topic = "orders"
    key.partition = partition
    return [0, kind] + (try key.encoded(version: 0))
  }

  private func offsetValue(_ offset: Int64, version: Int16) throws -> [UInt8] {
    var value = OffsetCommitValue()
    value.offset = offset
    value.metadata = "m"
    return [0, UInt8(version)] + (try value.encoded(version: version))
  }

  private func partition() throws -> Int32 { try #require(CoordinatorPartition.partition(of: "g", count: 50)) }

  @Test(arguments: Int16(0)...4) func everyVersionOfAnOffsetIsRead(version: Int16) throws {
    let world = GroupWorld()
    for kind: UInt8 in 0...1 {
      world.log[try partition()] = [
        try batch(key: offsetKey(kind: kind), value: offsetValue(1, version: version)),
        try batch(key: offsetKey(kind: kind), value: offsetValue(Int64(version) + 10, version: version)),
      ]
      world.move()
      #expect(world.committed() == Int64(version) + 10)
    }
  }

  @Test func tombstonesTakeOut() throws {
    let world = GroupWorld()
    let tombstone = try batch(key: offsetKey(), value: nil)
    let partition = try partition()
    world.log[partition] = [try batch(key: offsetKey(), value: offsetValue(1, version: 3)), tombstone]
    world.move()
    #expect(world.committed() == -1)
    #expect(world.described()?.groupState == "Dead")
  }

  @Test func recordsThatNobodyCanReadKeepNoOtherAway() throws {
    let world = GroupWorld()
    let good = try batch(key: offsetKey(), value: offsetValue(5, version: 3))
    let partition = try partition()
    var bad: [[UInt8]] = [[], [1, 2, 3], [UInt8](repeating: 255, count: 80)]
    bad.append(try batch(key: [], value: nil))
    bad.append(try batch(key: [0, 1], value: [0, 3]))
    bad.append(try batch(key: [0, 9, 1], value: [0, 3]))
    bad.append(try batch(key: offsetKey(1), value: [0, 77, 1]))
    bad.append(try batch(key: offsetKey(1), value: [0, 3]))
    for length in 0..<good.count { bad.append(Array(good.prefix(length))) }
    world.log[partition] = bad + [good]
    world.move()
    #expect(world.committed() == 5)
    #expect(world.committed("g", "orders", 1) == -1)
  }

  @Test func theLogHoldsKafkasOwnRecords() throws {
    let world = GroupWorld()
    let (member, generation) = world.stable()
    #expect(world.commit(8, member: member, generation: generation) == .none)
    let batches = try #require(world.log[partition()])
    var records: [Record] = []
    for bytes in batches { records += try RecordBatch(prefixOf: bytes[...]).records() }
    let group = try #require(records.first { $0.key?.starts(with: [0, 2]) ?? false })
    let key = try GroupMetadataKey.decode(try #require(group.key).dropFirst(2), version: 0)
    #expect(key.group == "g")
    let value = try #require(group.value)
    #expect(value.starts(with: [0, 3]))
    let metadata = try GroupMetadataValue.decode(value.dropFirst(2), version: 3)
    #expect(metadata.generation == 1)
    #expect(metadata.leader == member)
    #expect(metadata.members.map(\.memberId) == [member])
    #expect(metadata.members.map(\.assignment) == [[1]])
    #expect(metadata.members.map(\.clientHost) == ["10.0.0.1"])
    let offset = try #require(records.last)
    #expect(Array(offset.key ?? []) == (try offsetKey()))
    // With the topic's id, which only version 4 has a place for.
    let committed = try OffsetCommitValue.decode(try #require(offset.value).dropFirst(2), version: 4)
    #expect(committed.offset == 8)
    #expect(committed.topicId == SomeTopics.orders)
  }

  @Test func whoLosesAPartitionSendsItsClientsAway() throws {
    let world = GroupWorld(delay: 3_000)
    let waiting = world.start(world.joinRequest(), version: 3)
    world.acknowledges = false
    let committing = world.start(world.commitRequest(1, group: "other"), version: 9)
    for partition: Int32 in 0..<50 { world.take(world.coordinator.unload(partition: partition)) }
    let joined: JoinGroupResponse = try #require(world.answer(to: waiting))
    #expect(ErrorCode(joined.errorCode) == .notCoordinator)
    let committed: OffsetCommitResponse = try #require(world.answer(to: committing))
    #expect(ErrorCode(committed.topics.first?.partitions.first?.errorCode) == .notCoordinator)
    // What the log says later has nobody to tell.
    world.acknowledge()
    #expect(world.coordinator.nextDeadline == nil)
  }

  @Test func aLoadedMemberThatIsSilentIsTakenForDead() throws {
    let world = GroupWorld()
    let (member, generation) = world.stable()
    world.move()
    #expect(world.described()?.groupState == "Stable")
    world.advance(by: .seconds(9))
    #expect(world.beat(member, generation) == .none)
    world.advance(by: .seconds(11))
    #expect(world.beat(member, generation) == .unknownMemberId)
    #expect(world.described()?.groupState == "Empty")
  }
}
