import Foundation
import Testing

@testable import Sandbox

/// Volumes that are directories, which everybody can have.
struct VolumeStoreTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "volumes-\(UInt32.random(in: 0 ... .max))")

  private func store() throws -> VolumeStore {
    try VolumeStore(.init(folder: folder.path, allowsImages: false))
  }

  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test func whatIsOnAVolumeIsThereAfterARestartOfTheStore() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try await store().folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 10 << 30)
    try write("kept", "\(path)/file")
    let again = try await store().folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 10 << 30)
    #expect(again == path)
    #expect(try String(contentsOfFile: "\(again)/file", encoding: .utf8) == "kept")
  }

  @Test func anotherClaimOfTheSameNameIsAnotherVolume() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    let first = try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1)
    let second = try await store.folder(ofClaim: "kafka", "data", uid: "u-2", bytes: 1)
    #expect(first != second)
    try await store.remove("u-1")
    #expect(!FileManager.default.fileExists(atPath: first))
    #expect(FileManager.default.fileExists(atPath: second))
    #expect(await store.volumes().map(\.uid) == ["u-2"])
    try await store.remove("u-1")
  }

  @Test func aSwappedVolumeIsEmptyAndTheSameFolder() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    let path = try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1)
    try write("lost", "\(path)/file")
    try await store.swap("u-1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    #expect(try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1) == path)
  }

  @Test func aDirectoryCannotBeFilledAndTheErrorSaysWhatCan() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    _ = try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1)
    await #expect {
      try await store.fill("u-1")
    } throws: { error in
      guard let error = error as? VolumeError else { return false }
      return error.code == .unsupported && error.message.contains("kafka/data") && error.message.contains("as root")
    }
    await #expect {
      try await store.makeReadOnly("u-1")
    } throws: { ($0 as? VolumeError)?.code == .unsupported }
    await #expect {
      try await store.swap("u-2")
    } throws: { ($0 as? VolumeError)?.code == .notFound }
  }

  @Test func theFigureOfADirectoryIsWhatItsFilesTake() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    let path = try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 10 << 30)
    try Data(repeating: 1, count: 1 << 20).write(to: URL(filePath: "\(path)/file"))
    let status = try #require(await store.volumes().first)
    #expect(status.bytes == 10 << 30)
    #expect(status.usedBytes >= 1 << 20)
    #expect(status.kind == .directory)
  }

  @Test func aDamagedRecordIsAnErrorThatNamesItsFile() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try await store().folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1)
    let file = folder.appending(path: "u-1/claim.json").path
    try write("{", file)
    #expect {
      try store()
    } throws: { error in
      (error as? VolumeError)?.message.contains(file) == true
    }
  }

  @Test func whatWasLeftHalfMadeIsClearedAway() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let rest = folder.appending(path: "u-1/data").path
    try FileManager.default.createDirectory(atPath: rest, withIntermediateDirectories: true)
    _ = try store()
    #expect(!FileManager.default.fileExists(atPath: rest))
  }

  @Test func aUIDThatLeadsOutOfTheStoreIsRefused() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    for uid in ["", "../other", "a/b", ".."] {
      await #expect(throws: VolumeError.self) {
        try await store.folder(ofClaim: "kafka", "data", uid: uid, bytes: 1)
      }
    }
  }
}
