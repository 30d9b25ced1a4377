import Foundation
import Testing

@testable import Sandbox

@Suite struct PodFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ files: [String: String]) throws {
    var processes = PodProcesses(folders: [], files: [], initContainers: [], containers: [], leftOut: [])
    for (name, text) in files {
      processes.files.append(PodProcesses.File(path: folder.path("pod/config/\(name)"), bytes: Array(text.utf8)))
    }
    try FileManager.default.createDirectory(atPath: folder.path("pod"), withIntermediateDirectories: true)
    try PodFiles.write(processes, of: folder.path("pod"))
  }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path("pod/config")).sorted()) ?? []
  }

  @Test func aKeyThatLeavesItsConfigMapTakesItsFileAlong() throws {
    try write(["start.sh": "a", "used-volumes": "/kafka-logs"])
    #expect(names == ["start.sh", "used-volumes"])
    try write(["start.sh": "b"])
    #expect(names == ["start.sh"])
    #expect(try String(contentsOfFile: folder.path("pod/config/start.sh"), encoding: .utf8) == "b")
    try write(["start.sh": "b", "used-volumes": "/other"])
    #expect(names == ["start.sh", "used-volumes"])
  }

  @Test func whatOthersWroteStays() throws {
    try write(["start.sh": "a"])
    try Data().write(to: URL(filePath: folder.path("pod/config/mine")))
    try Data().write(to: URL(filePath: folder.path("outside")))
    // A list that was damaged.
    try Data(folder.path("outside").utf8).write(to: URL(filePath: folder.path("pod/written-files")))
    try write(["start.sh": "b"])
    #expect(names == ["mine", "start.sh"])
    #expect(FileManager.default.fileExists(atPath: folder.path("outside")))
  }
}
