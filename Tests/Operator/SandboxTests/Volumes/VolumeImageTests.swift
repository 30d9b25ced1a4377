import Foundation
import Glibc
import Testing

@testable import Sandbox

/// Volumes that are disks. They need mounts of their own, which a process takes before it has threads: so these tests run
/// in a process that `unshare` starts for them, and nowhere else.
@Suite(.serialized, .enabled(if: VolumeImageRun.isInside)) struct VolumeImageTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "disks-\(UInt32.random(in: 0 ... .max))")

  init() { MountNamespace.wasEntered() }

  private func store() throws -> VolumeStore { try VolumeStore(.init(folder: folder.path)) }

  /// Writes to a file as Kafka does, which has it open; the system's number of what went wrong, 0 for nothing.
  private func write(_ count: Int, to descriptor: Int32, isFlushed: Bool = true) -> Int32 {
    let bytes = [UInt8](repeating: 7, count: count)
    let written = Glibc.write(descriptor, bytes, count)
    if written < 0 { return errno }
    return written == count && (!isFlushed || fsync(descriptor) == 0) ? 0 : errno
  }

  @Test func aVolumeIsADiskOfItsOwnThatOutlivesTheStore() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try store()
    let path = try await first.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1 << 30)
    let status = try #require(await first.volumes().first)
    let limitation = await first.limitation
    #expect(status.kind == .image, "\(limitation ?? "")")
    try "kept".write(toFile: "\(path)/file", atomically: false, encoding: .utf8)
    await first.stop()
    #expect(!FileManager.default.fileExists(atPath: "\(path)/file"))
    let second = try store()
    let again = try await second.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1 << 30)
    #expect(try String(contentsOfFile: "\(again)/file", encoding: .utf8) == "kept")
    try await second.remove("u-1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func aFullDiskAnswersWithENOSPCUntilThereIsRoomAgain() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    let path = try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 3 << 30)
    let descriptor = creat("\(path)/log", 0o644)
    #expect(write(1 << 20, to: descriptor) == 0)
    try await store.fill("u-1")
    #expect(write(1 << 20, to: descriptor) == ENOSPC)
    #expect(await store.volumes().first?.isFilled == true)
    try await store.fill("u-1", false)
    #expect(write(1 << 20, to: descriptor) == 0)
    close(descriptor)
    try await store.remove("u-1")
  }

  @Test func aDiskThatFailsIsReadOnlyForWhoeverWritesAndIsRepairedWhenNobodyUsesIt() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    let path = try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1 << 30)
    let descriptor = creat("\(path)/log", 0o644)
    #expect(write(1 << 20, to: descriptor, isFlushed: false) == 0)
    try await store.makeReadOnly("u-1")
    #expect(write(1 << 20, to: descriptor) == EROFS)
    await #expect {
      try await store.makeReadOnly("u-1", false)
    } throws: { ($0 as? VolumeError)?.code == .inUse }
    close(descriptor)
    try await store.makeReadOnly("u-1", false)
    #expect(try Data(contentsOf: URL(filePath: "\(path)/log")) == Data(repeating: 7, count: 1 << 20))
    try "more".write(toFile: "\(path)/file", atomically: false, encoding: .utf8)
    try await store.remove("u-1")
  }

  @Test func whoLooksAtADiskForAMomentDoesNotKeepItFromBeingUnmounted() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "data"), withIntermediateDirectories: true)
    let image = DiskImage(file: folder.appending(path: "disk").path, folder: folder.appending(path: "data").path)
    try image.make(bytes: 16 << 20)
    try image.mount()
    let descriptor = open(image.folder, O_RDONLY)
    #expect(throws: DiskImage.Failure.self) { try image.unmountPatiently(for: .milliseconds(50)) }
    Thread.detachNewThread {
      usleep(100_000)
      close(descriptor)
    }
    try image.unmountPatiently(for: .seconds(60))
  }

  @Test func aSwappedDiskIsEmptyThoughTheOldOneIsStillOpen() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try store()
    let path = try await store.folder(ofClaim: "kafka", "data", uid: "u-1", bytes: 1 << 30)
    let descriptor = creat("\(path)/log", 0o644)
    #expect(write(1 << 20, to: descriptor) == 0)
    try await store.swap("u-1")
    #expect(!FileManager.default.fileExists(atPath: "\(path)/log"))
    #expect(write(1 << 20, to: descriptor) == 0)
    close(descriptor)
    try "new".write(toFile: "\(path)/file", atomically: false, encoding: .utf8)
    try await store.remove("u-1")
  }
}

/// Starts `VolumeImageTests` in mounts of their own.
struct VolumeImageRun {
  private static let variable = "KOPERATOR_OWN_MOUNTS"
  static let isInside = ProcessInfo.processInfo.environment[variable] != nil
  static let isPossible =
    !isInside && getuid() == 0 && access("/dev/loop-control", R_OK | W_OK) == 0 && access("/usr/bin/unshare", X_OK) == 0
    && SystemTool.found("mkfs.ext4") != nil

  @Test(.enabled(if: isPossible, "it needs root, loop devices, unshare and mkfs.ext4"))
  func volumesAreDisksInMountsOfTheirOwn() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = [
      "--mount", "--propagation", "private", CommandLine.arguments[0], "--testing-library", "swift-testing", "--filter",
      "VolumeImageTests",
    ]
    process.environment = ProcessInfo.processInfo.environment.merging([Self.variable: "1"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("aSwappedDiskIsEmptyThoughTheOldOneIsStillOpen() passed"), "\(text)")
    #expect(text.contains("aFullDiskAnswersWithENOSPCUntilThereIsRoomAgain() passed"), "\(text)")
  }
}
