import Foundation
import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreFileTests {
  /// A world whose writes are kept in a file: a state with one object, then some writes.
  private func kept(in folder: StoreFolder) throws -> StoreWorld {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "first"], "data": ["text": "\u{1F600} \n\" é"]])
    _ = world.state.takeChanges()
    var file = try StoreFile(folder.file)
    #expect(try file.load() == nil)
    try file.rewrite(world.state)
    try world.create("configmaps", ["metadata": ["name": "second"]])
    try world.patch("configmaps", "first", ["data": ["more": "1"]])
    try file.append(world.state.takeChanges())
    try world.delete("configmaps", "second")
    try world.create("pods", ["metadata": ["name": "a"], "spec": ["nodeName": "n1"]])
    try file.append(world.state.takeChanges())
    return world
  }

  private func restored(_ folder: StoreFolder) throws -> StoreWorld {
    var file = try StoreFile(folder.file)
    let contents = try #require(try file.load())
    var world = try StoreWorld()
    world.state = StoreWorld.state(seed: 1, version: contents.version)
    try world.state.restore(contents)
    return world
  }

  private func failure(_ folder: StoreFolder) -> StoreFileError? {
    do throws(StoreFileError) {
      var file = try StoreFile(folder.file)
      _ = try file.load()
      return nil
    } catch { return error }
  }

  private func objects(_ world: StoreWorld) -> [String: [JSONValue]] {
    world.state.buckets.mapValues { $0.objects.map(\.json) }.filter { !$0.value.isEmpty }
  }

  @Test func whatWasKeptIsThereAgainAndVersionsGoOn() throws {
    let folder = try StoreFolder()
    let before = try kept(in: folder)
    var after = try restored(folder)
    #expect(objects(after) == objects(before))
    #expect(after.state.version == before.state.version)
    #expect(after.state.takeChanges().isEmpty)
    let made = try after.create("configmaps", ["metadata": ["name": "third"]])
    #expect(made.version == before.state.version + 1)
    let known = objects(before).values.flatMap { $0 }.map(\.uid)
    #expect(!known.contains(made.uid))
  }

  @Test func anotherStartGivesNoUIDASecondTimeThoughItsObjectIsGone() throws {
    let folder = try StoreFolder()
    var world = try StoreWorld()
    var uids: Set<String> = []
    for round in 1...5 {
      var file = try StoreFile(folder.file)
      if let contents = try file.load() {
        world.state = StoreWorld.state(seed: 1, version: contents.version)
        try world.state.restore(contents)
      } else {
        try file.rewrite(world.state)
      }
      for _ in 0..<3 {
        #expect(uids.insert(try world.create("configmaps", ["metadata": ["name": "a"]]).uid).inserted, "round \(round)")
        try world.delete("configmaps", "a")
      }
      try file.append(world.state.takeChanges())
    }
  }

  @Test func aWatchGoesOnFromAVersionBehindTheState() throws {
    let folder = try StoreFolder()
    let before = try kept(in: folder)
    let after = try restored(folder)
    let version = before.state.version - 4
    let watch = try after.watch("configmaps") { $0.resourceVersion = "\(version)" }
    #expect(try after.told(watch, "configmaps") == ["ADDED second", "MODIFIED first", "DELETED second"])
    refused(.expired) { try after.watch("configmaps") { $0.resourceVersion = "\(version - 1)" } }
  }

  @Test func aFileThatIsCutAnywhereHoldsAllWritesWhoseLineIsWhole() throws {
    let folder = try StoreFolder()
    let before = try kept(in: folder)
    let whole = try folder.bytes()
    let lines = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
    let writes = Array(lines.suffix(5))
    for cut in writes[0] + 1...whole.count {
      try folder.write(whole.prefix(cut))
      let lost = writes.filter { $0 >= cut }.count
      #expect(try restored(folder).state.version == before.state.version - lost, "cut at \(cut)")
      #expect(try folder.bytes().last == UInt8(ascii: "\n"))
    }
  }

  @Test func aFileThatIsCutWithinItsStateIsDamaged() throws {
    let folder = try StoreFolder()
    _ = try kept(in: folder)
    let whole = try folder.bytes()
    for cut in [0, 10, 200] {
      try folder.write(whole.prefix(cut))
      let error = try #require(failure(folder))
      #expect(error.code == .damaged && error.path == folder.file)
    }
  }

  @Test func aByteThatChangedIsFoundAndItsLineNamed() throws {
    let folder = try StoreFolder()
    _ = try kept(in: folder)
    let whole = try folder.bytes()
    var line = 1
    for index in whole.indices {
      if whole[index] == UInt8(ascii: "\n") { line += 1 }
      guard index % 13 == 0, whole[index] != UInt8(ascii: "\n") else { continue }
      var changed = whole
      changed[index] ^= 1
      guard changed[index] != UInt8(ascii: "\n") else { continue }
      try folder.write(changed)
      let error = try #require(failure(folder), "byte \(index)")
      #expect(error.code == .damaged)
      #expect(error.description.hasPrefix("store file \(folder.file): line \(line) is damaged: "), "\(error)")
      #expect(error.description.contains("move it away to begin with an empty cluster"))
    }
  }

  @Test func aLineThatIsMissingOrTwiceIsFound() throws {
    let folder = try StoreFolder()
    _ = try kept(in: folder)
    let lines = try folder.bytes().split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    for index in 0..<lines.count - 1 {
      try folder.write((lines[..<index] + lines[(index + 1)...]).joined())
      #expect(failure(folder)?.code == .damaged, "without line \(index + 1)")
      try folder.write((lines[...index] + lines[index...]).joined())
      #expect(failure(folder)?.code == .damaged, "line \(index + 1) twice")
    }
  }

  @Test func aFileOfALaterFormatIsToldApart() throws {
    let folder = try StoreFolder()
    let payload = Array("{\"store\":\"kubernetes-sandbox\",\"format\":2,\"version\":1}".utf8)
    try folder.write(StoreRecord.checksum(payload[...]) + [UInt8(ascii: " ")] + payload + [UInt8(ascii: "\n")])
    #expect(failure(folder)?.code == .unknownFormat)
  }

  @Test func oneProcessHasAFileAtATime() throws {
    let folder = try StoreFolder()
    let file = try StoreFile(folder.file)
    #expect(failure(folder)?.code == .inUse)
    let path = file.path
    #expect(path == folder.file)
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let folder = try StoreFolder()
    do throws(StoreFileError) {
      let file = try StoreFile(folder.file + "/none/store")
      Issue.record("it was opened: \(file.path)")
    } catch { #expect(error.code == .refused && error.description.contains("No such file or directory")) }
  }

  @Test func aNewStateHoldsWhatTheOldOneAndItsWritesHeld() throws {
    let folder = try StoreFolder()
    let before = try kept(in: folder)
    do {
      var file = try StoreFile(folder.file)
      let contents = try #require(try file.load())
      var world = before
      world.state = StoreWorld.state(seed: 1, version: contents.version)
      try world.state.restore(contents)
      try file.rewrite(world.state)
      let wantsRewrite = file.wantsRewrite
      #expect(!wantsRewrite)
      try world.create("configmaps", ["metadata": ["name": "late"]])
      try file.append(world.state.takeChanges())
    }
    let after = try restored(folder)
    #expect(try after.list("configmaps").names == ["first", "late"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["store", "store.lock"])
  }

  @Test func manyWritesAskForANewState() throws {
    let folder = try StoreFolder()
    var world = try StoreWorld()
    var file = try StoreFile(folder.file)
    try file.rewrite(world.state)
    let text = JSONValue.string(String(repeating: "x", count: 1_000_000))
    var count = 0
    while !file.wantsRewrite, count < 100 {
      count += 1
      try world.create("configmaps", ["metadata": ["name": .string("c\(count)")], "data": ["a": text]])
      try file.append(world.state.takeChanges())
    }
    #expect(count == 9)
  }

  @Test func definitionsAndTheirObjectsAreThereAgain() throws {
    let folder = try StoreFolder()
    let name = "coins.example.org"
    let definitions = "customresourcedefinitions.apiextensions.k8s.io"
    func definition(_ name: String) -> JSONValue {
      [
        "metadata": ["name": .string("\(name).example.org")],
        "spec": [
          "group": "example.org", "names": ["plural": .string(name), "kind": "Coin"], "versions": [["name": "v1"]],
        ],
      ]
    }
    let coin: JSONValue = ["apiVersion": "example.org/v1", "kind": "Coin", "metadata": ["name": "a"]]
    do {
      var world = try StoreWorld()
      var file = try StoreFile(folder.file)
      try world.create(definitions, definition("coins"), in: nil)
      try world.create(name, coin)
      _ = world.state.takeChanges()
      try file.rewrite(world.state)
      try world.create(definitions, definition("tokens"), in: nil)
      try world.create("tokens.example.org", coin)
      try file.append(world.state.takeChanges())
    }
    var after = try restored(folder)
    #expect(try after.list(name).names == ["a"])
    #expect(try after.list("tokens.example.org").names == ["a"])
    try after.delete(definitions, name, in: nil)
    after.tick()
    refused(.notFound) { try after.list(name) }
  }

  @Test func garbageThatWasNotCollectedIsCollectedAfterTheRestart() throws {
    let folder = try StoreFolder()
    do {
      var world = try StoreWorld()
      var file = try StoreFile(folder.file)
      let owner = try world.create("configmaps", ["metadata": ["name": "owner"]])
      let reference: JSONValue = [
        "apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": .string(owner.uid),
      ]
      try world.create("secrets", ["metadata": ["name": "child", "ownerReferences": [reference]]])
      try world.create("secrets", ["metadata": ["name": "other"]])
      try world.delete("configmaps", "owner")
      try world.delete("namespaces", "test", in: nil)
      try file.rewrite(world.state)
    }
    var after = try restored(folder)
    #expect(after.state.nextDeadline != nil)
    after.tick()
    #expect(try after.list("secrets").names == [])
    #expect(after.find("namespaces", "test", in: nil) == nil)
  }
}
