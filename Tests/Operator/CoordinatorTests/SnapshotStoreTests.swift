import ClusterTopology
import EnvoyConfig
import Foundation
import Testing
import XDS

@testable import Coordinator

@Suite struct SnapshotStoreTests {
  private let group = GroupID(rawValue: "shop/kafka/external")

  private func resource(_ type: TypeURL, _ name: String, references: [XDSResourceName] = []) -> XDSResource {
    XDSResource(
      type: type, name: name, body: [0x0A, UInt8(name.utf8.count)] + Array(name.utf8), references: references)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func snapshotFile(_ folder: TemporaryFolder) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("state"))
    return folder.path("state/" + (try #require(names.first { $0.hasSuffix(".snapshot.json") })))
  }

  @Test func whatIsKeptComesBackTheSame() throws {
    let folder = try TemporaryFolder()
    let resources = [
      resource(.cluster, "a", references: [XDSResourceName(type: .endpoints, name: "a")]), resource(.endpoints, "a"),
      resource(.listener, "häfen/1", references: [XDSResourceName(type: .cluster, name: "a")]),
    ]
    let other = GroupID(rawValue: "shop/kafka/external-zone.a")
    let store = try SnapshotStore(folder.path("state"))
    try store.save(resources, of: group)
    try store.save([resource(.cluster, "b")], of: other)
    let (groups, problems) = try SnapshotStore(folder.path("state")).load()
    #expect(problems.isEmpty)
    #expect(groups == [group: resources, other: [resource(.cluster, "b")]])
    store.remove(group)
    #expect(Array(store.load().groups.keys) == [other])
  }

  @Test func groupsWithLikeNamesHaveFilesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    let store = try SnapshotStore(folder.path("state"))
    let names = ["a/b", "a%2Fb", "a_b", "../a", "a.b", "A/b"]
    for name in names { try store.save([resource(.cluster, name)], of: GroupID(rawValue: name)) }
    let groups = store.load().groups
    #expect(groups.count == names.count)
    for (group, resources) in groups { #expect(resources.map(\.name) == [group.rawValue]) }
    // Nothing was written outside the folder.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["state"])
  }

  @Test func theFolderAndItsFilesAreForTheirOwnerOnly() throws {
    let folder = try TemporaryFolder()
    let store = try SnapshotStore(folder.path("state"))
    try store.save([resource(.cluster, "a")], of: group)
    try store.save(BootstrapMembership())
    #expect(try mode(folder.path("state")) == 0o700)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("state")) {
      #expect(try mode(folder.path("state/\(name)")) == 0o600)
    }
  }

  @Test func aFileThatOthersCouldReadDoesNotStaySo() throws {
    let folder = try TemporaryFolder()
    let store = try SnapshotStore(folder.path("state"))
    try store.save([resource(.cluster, "a")], of: group)
    let path = try snapshotFile(folder)
    // What a write that was interrupted left behind.
    let left = path + ".new"
    _ = FileManager.default.createFile(atPath: left, contents: nil, attributes: [.posixPermissions: 0o644])
    try store.save([resource(.cluster, "b")], of: group)
    #expect(try mode(path) == 0o600)
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  @Test func secretsAreNeverWritten() throws {
    let folder = try TemporaryFolder()
    let store = try SnapshotStore(folder.path("state"))
    let secret = XDSResource(type: .secret, name: "key", body: Array("PRIVATE KEY".utf8))
    let cluster = resource(.cluster, "a", references: [XDSResourceName(type: .secret, name: "key")])
    try store.save([cluster, secret], of: group)
    let text = try String(contentsOfFile: try snapshotFile(folder), encoding: .utf8)
    // That the cluster needs one is kept.
    #expect(store.load().groups[group] == [cluster])
    #expect(!text.contains(Data(secret.body).base64EncodedString()))
    #expect(store.load().groups[group]?.map(\.name) == ["a"])
  }

  @Test(arguments: ["", "{", "{}", "[]", "null", "{\"format\":2,\"group\":\"g\",\"resources\":[]}", "\0\0"])
  func aFileThatIsDamagedIsNamedAndTheOthersAreRead(content: String) throws {
    let folder = try TemporaryFolder()
    let store = try SnapshotStore(folder.path("state"))
    try store.save([resource(.cluster, "a")], of: group)
    try folder.overwrite("state/damaged.snapshot.json", content)
    let (groups, problems) = store.load()
    #expect(Array(groups.keys) == [group])
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("damaged.snapshot.json: ") == true)
  }

  @Test func aBodyThatWasChangedIsNoticed() throws {
    let folder = try TemporaryFolder()
    let store = try SnapshotStore(folder.path("state"))
    try store.save([resource(.cluster, "a")], of: group)
    let path = try snapshotFile(folder)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let body = Data(resource(.cluster, "a").body).base64EncodedString()
    let other = Data(resource(.cluster, "b").body).base64EncodedString()
    #expect(text.contains(body))
    try text.replacing(body, with: other).write(toFile: path, atomically: true, encoding: .utf8)
    let (groups, problems) = store.load()
    #expect(groups.isEmpty)
    #expect(problems.first?.contains("damaged") == true)
  }

  @Test func whatIsRememberedOfBrokersComesBack() throws {
    let folder = try TemporaryFolder()
    let store = try SnapshotStore(folder.path("state"))
    #expect(store.loadMembership() == nil)
    var inputs = FileInputs()
    _ = inputs.receive(bytes(manifest([0, 1])), of: .manifest, at: .zero)
    _ = inputs.receive(bytes(endpoints("hx")), of: .endpoints, at: .zero)
    try store.save(inputs.membership)
    let loaded = try #require(store.loadMembership())
    #expect(loaded.locations == inputs.membership.locations)
    #expect(loaded.members == inputs.membership.members)
    try folder.overwrite("state/membership.json", "{\"damaged\":")
    #expect(store.loadMembership() == nil)
  }

  @Test func aFolderThatCannotBeWrittenIsAnErrorAtOnce() throws {
    let folder = try TemporaryFolder()
    try folder.overwrite("file", "")
    #expect(throws: (any Error).self) { try SnapshotStore(folder.path("file/state")) }
    #expect(throws: (any Error).self) { try SnapshotStore("/proc/state") }
  }
}
