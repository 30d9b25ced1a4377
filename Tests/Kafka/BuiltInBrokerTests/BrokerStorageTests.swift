import BuiltInBroker
import Foundation
import KafkaProtocol
import Testing

@Suite struct BrokerStorageTests {
  private let folder: String
  private let clusterID = "4L6g3nShT-eMCtK--X86sw"

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func configuration(_ node: Int32 = 1, _ names: [String] = ["a/kafka", "b/kafka"]) -> BrokerConfiguration {
    BrokerConfiguration(
      nodeID: node, listeners: [BrokerListener("PLAINTEXT")], logDirectories: names.map { "\(folder)/\($0)" })
  }

  private func format(_ configuration: BrokerConfiguration, _ id: String? = nil) throws {
    var format = StorageFormat(clusterID: id ?? clusterID)
    format.ignoresFormatted = true
    _ = try format.run(configuration)
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)").sorted()
  }

  @Test func whatWasFormattedSaysWhoseItIs() throws {
    try format(configuration())
    let text = try String(contentsOfFile: "\(folder)/a/kafka/meta.properties", encoding: .utf8)
    let lines = text.split(separator: "\n")
    for line in ["version=1", "node.id=1", "cluster.id=\(clusterID)"] { #expect(lines.contains(Substring(line))) }
    let storage = try BrokerStorage(configuration())
    #expect(storage.clusterID == clusterID && storage.directories.count == 2 && storage.failures.isEmpty)
    #expect(lines.contains("directory.id=\(storage.directories[0].id)"))
    #expect(storage.directories[0].id != storage.directories[1].id)
  }

  @Test func aDirectoryOfAnotherNodeOrClusterIsRefused() throws {
    try format(configuration())
    let other = #expect(throws: BuiltInBrokerError.self) { try BrokerStorage(configuration(2)) }
    #expect(other?.message.contains("node 1") == true)
    try format(configuration(1, ["c/kafka"]), "AAAAAAAAAAAAAAAAAAAAAQ")
    let mixed = #expect(throws: BuiltInBrokerError.self) {
      try BrokerStorage(configuration(1, ["a/kafka", "c/kafka"]))
    }
    #expect(mixed?.message.contains("AAAAAAAAAAAAAAAAAAAAAQ") == true)
  }

  @Test func anIdentityThatCannotBeReadIsNamedWithItsLine() throws {
    try format(configuration(1, ["a/kafka"]))
    let file = "\(folder)/a/kafka/meta.properties"
    try "version=1\ncluster.id=\\u12\nnode.id=1\n".write(toFile: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: BuiltInBrokerError.self) { try BrokerStorage(configuration(1, ["a/kafka"])) }
    #expect(error?.object == file)
    #expect(error?.message.contains("line 2: \\u needs four hexadecimal digits") == true)
  }

  @Test func aDirectoryThatWasNeverFormattedIsLeftOut() throws {
    try format(configuration(1, ["a/kafka"]))
    let storage = try BrokerStorage(configuration())
    #expect(storage.directories.map(\.path) == ["\(folder)/a/kafka"])
    #expect(storage.failures.count == 1 && storage.failedPaths == ["\(folder)/b/kafka"])
    #expect(throws: BuiltInBrokerError.self) { try BrokerStorage(configuration(1, ["b/kafka"])) }
  }

  @Test func aFormatChangesNothingThatIsFormatted() throws {
    try format(configuration())
    let before = try String(contentsOfFile: "\(folder)/a/kafka/meta.properties", encoding: .utf8)
    try format(configuration())
    #expect(try String(contentsOfFile: "\(folder)/a/kafka/meta.properties", encoding: .utf8) == before)
    #expect(throws: BuiltInBrokerError.self) { try StorageFormat(clusterID: clusterID).run(configuration()) }
    #expect(throws: BuiltInBrokerError.self) { try StorageFormat(clusterID: "short").run(configuration(1, ["d"])) }
  }

  @Test func aFolderForEachPartitionComesAndGoesWithIt() throws {
    try format(configuration(1, ["a"]))
    var storage = try BrokerStorage(configuration(1, ["a"]))
    let id = StorageFormat.newID()
    let partitions = (0..<3).map {
      BrokerStorage.Partition(topic: "orders", topicID: id, index: $0, directory: "\(folder)/a")
    }
    #expect(storage.keep(partitions).isEmpty)
    #expect(try names("a").filter { $0.hasPrefix("orders") } == ["orders-0", "orders-1", "orders-2"])
    #expect(try names("a/orders-0") == ["partition.metadata"])
    #expect(storage.keep(Array(partitions.dropFirst())).isEmpty)
    #expect(try names("a").filter { $0.hasPrefix("orders") } == ["orders-1", "orders-2"])
    // The next run begins without the records, so without their folders.
    _ = try BrokerStorage(configuration(1, ["a"]))
    #expect(try names("a").filter { $0.hasPrefix("orders") }.isEmpty)
    #expect(try names("a").contains("__cluster_metadata-0"))
  }

  @Test func withZooKeeperTheBrokerMakesItsDirectoriesReadyItself() throws {
    var configuration = configuration(7, ["z/kafka"])
    configuration.usesZooKeeper = true
    configuration.clusterID = clusterID
    let storage = try BrokerStorage(configuration)
    #expect(storage.clusterID == clusterID)
    let text = try String(contentsOfFile: "\(folder)/z/kafka/meta.properties", encoding: .utf8)
    #expect(text.contains("version=0\n") && text.contains("broker.id=7\n"))
  }

  @Test func theSizesAreThoseOfTheDisk() throws {
    try format(configuration())
    let space = try BrokerStorage(configuration()).space()
    #expect(space.count == 2)
    for size in space.values { #expect(size.total > 0 && size.usable <= size.total) }
  }
}
