import Testing

@testable import BrokerAgent

@Suite struct PartitionNameTests {
  private static let id = "0123456789abcdef0123456789abcdef"

  @Test(arguments: [
    "topic-0", "a-b-c-12", "__consumer_offsets-49", "a.b-delete-0", "x.y-future-3", "-0-1", "t-2147483647",
  ])
  func aTopicAndANumberAreLive(name: String) { #expect(PartitionName(folder: name) == .live) }

  @Test func theEndingTellsWhatBecomesOfAPartition() {
    #expect(PartitionName(folder: "topic-0.\(Self.id)-delete") == .deleted)
    #expect(PartitionName(folder: "a.b-c-7.\(Self.id)-future") == .future)
    #expect(PartitionName(folder: "topic-0.\(Self.id)-stray") == .stray)
    #expect(PartitionName(folder: "__cluster_metadata-0") == .metadata)
    #expect(PartitionName(folder: "__cluster_metadata-0.\(Self.id)-delete") == .deleted)
    #expect(PartitionName(folder: "__cluster_metadata-1") == .live)
  }

  @Test(arguments: [
    "topic", "topic-", "-1", "topic-01", "topic--", "topic-x", "topic-2147483648", "to pic-0", "topic-0-delete",
    "topic.abc-delete", "topic-0.-delete", "tøpic-0", "topic-0.abc-gone", "", String(repeating: "t", count: 250) + "-0",
    "topic-99999999999999999999",
  ])
  func anythingElseIsAnother(name: String) { #expect(PartitionName(folder: name) == .other) }

  @Test(arguments: [
    "meta.properties", "meta.properties.tmp", ".lock", ".kafka_cleanshutdown", "recovery-point-offset-checkpoint",
    "replication-offset-checkpoint.tmp", "log-start-offset-checkpoint", "cleaner-offset-checkpoint",
    "bootstrap.checkpoint",
  ])
  func kafkasOwnFilesAreNoOthers(name: String) { #expect(PartitionName(file: name) == .own) }

  @Test func aFileIsNoPartitionAndAFolderNoCheckpoint() {
    #expect(PartitionName(file: "topic-0") == .other)
    #expect(PartitionName(folder: "meta.properties") == .other)
    #expect(PartitionName(folder: "lost+found") == .own)
    #expect(PartitionName(folder: ".koperator") == .own)
    #expect(PartitionName(folder: "remote-log-index-cache") == .own)
  }

  @Test func eachKindIsCountedForItself() {
    var state = PartitionsState()
    for kind in [PartitionName.live, .live, .future, .deleted, .stray, .metadata, .own, .other] {
      state.count(kind)
      state.add(10, to: kind)
    }
    #expect(state.live.count == 2 && state.live.bytes == 20)
    #expect([state.future, state.deleted, state.stray, state.metadata].allSatisfy { $0.count == 1 && $0.bytes == 10 })
    #expect(state.others == 1)
  }
}
