import Foundation
import Testing

@testable import Coordinator

/// A watcher on files of a folder of its own, and what it has reported.
private final class Watched {
  struct Report: Sendable, Equatable {
    let name: String
    let content: FileWatcher.Content
  }

  let folder: TemporaryFolder
  let watcher: FileWatcher
  let reports = Record<Report>()

  init(_ names: [String], in folder: TemporaryFolder, pollInterval: Double = 2) {
    self.folder = folder
    let reports = reports
    watcher = FileWatcher(paths: names.map { folder.path($0) }) { path, content in
      reports.append(Report(name: (path as NSString).lastPathComponent, content: content))
    }
    watcher.pollInterval = pollInterval
    watcher.start()
  }

  deinit { watcher.stop() }

  var texts: [String] {
    reports.all.map { report in
      if case .bytes(let bytes) = report.content { return String(decoding: bytes, as: UTF8.self) }
      return "unreadable"
    }
  }

  func reach(_ texts: [String]) async -> Bool { await eventually { self.texts == texts } }
}

@Suite struct FileWatcherTests {
  @Test func everyFileIsReportedOnceBeforeStartReturns() throws {
    let folder = try TemporaryFolder()
    try folder.replace("a", "1")
    try folder.replace("b", "2")
    let watched = Watched(["a", "b"], in: folder)
    #expect(watched.reports.all.map(\.name) == ["a", "b"])
    #expect(watched.texts == ["1", "2"])
  }

  @Test func anAtomicRenameIsOneChange() async throws {
    let folder = try TemporaryFolder()
    try folder.replace("a", "0")
    let watched = Watched(["a"], in: folder)
    var wanted = ["0"]
    for number in 1...20 {
      try folder.replace("a", String(number))
      wanted.append(String(number))
      #expect(await watched.reach(wanted))
    }
    // A later change of another file shows that nothing else was on its way.
    try folder.replace("a", "last")
    #expect(await watched.reach(wanted + ["last"]))
  }

  @Test func aFileThatIsWrittenInPlaceIsReadWhenItIsClosed() async throws {
    let folder = try TemporaryFolder()
    try folder.overwrite("a", "first")
    let watched = Watched(["a"], in: folder)
    try folder.overwrite("a", "second")
    #expect(await eventually { watched.texts.last == "second" })
  }

  @Test func aFileThatIsCreatedInPlaceIsNotReadBeforeItIsClosed() async throws {
    let folder = try TemporaryFolder()
    let watched = Watched(["a"], in: folder, pollInterval: 3600)
    let other = Watched(["b"], in: try TemporaryFolder())
    let descriptor = open(folder.path("a"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data("half".utf8))
    // What another watcher saw later shows that this one had the time to read the half.
    try other.folder.replace("b", "later")
    #expect(await other.reach(["unreadable", "later"]))
    try handle.write(contentsOf: Data(" and half".utf8))
    try handle.close()
    #expect(await watched.reach(["unreadable", "half and half"]))
  }

  @Test func theSameBytesAreNoChange() async throws {
    let folder = try TemporaryFolder()
    try folder.replace("a", "same")
    let watched = Watched(["a"], in: folder)
    try folder.replace("a", "same")
    try folder.overwrite("a", "same")
    try folder.replace("a", "other")
    #expect(await eventually { watched.texts.last == "other" })
    #expect(!watched.texts.dropFirst().contains("same"))
  }

  /// Kubernetes mounts a ConfigMap as `file -> ..data/file` and `..data -> ..version`, and swaps the second link.
  @Test func aLinkThatIsSwappedAsKubernetesDoesIsOneChange() async throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    for version in ["1", "2"] {
      try files.createDirectory(atPath: folder.path("..\(version)"), withIntermediateDirectories: true)
      try folder.overwrite("..\(version)/a", "a\(version)")
      try folder.overwrite("..\(version)/b", "b\(version)")
    }
    try files.createSymbolicLink(atPath: folder.path("..data"), withDestinationPath: "..1")
    for name in ["a", "b"] {
      try files.createSymbolicLink(atPath: folder.path(name), withDestinationPath: "..data/\(name)")
    }
    let watched = Watched(["a", "b"], in: folder)
    #expect(watched.texts == ["a1", "b1"])
    try files.createSymbolicLink(atPath: folder.path("..data_tmp"), withDestinationPath: "..2")
    #expect(rename(folder.path("..data_tmp"), folder.path("..data")) == 0)
    #expect(await watched.reach(["a1", "b1", "a2", "b2"]))
  }

  @Test func aFileThatIsMissingIsReportedAndThenFound() async throws {
    let folder = try TemporaryFolder()
    let watched = Watched(["a"], in: folder)
    guard case .unreadable(let reason)? = watched.reports.all.first?.content else {
      Issue.record("a missing file was read")
      return
    }
    #expect(!reason.isEmpty)
    try folder.replace("a", "there")
    #expect(await watched.reach(["unreadable", "there"]))
    try FileManager.default.removeItem(atPath: folder.path("a"))
    #expect(await watched.reach(["unreadable", "there", "unreadable"]))
  }

  @Test func aFileThatIsAskedForAgainIsReportedAgain() async throws {
    let folder = try TemporaryFolder()
    try folder.replace("a", "same")
    let watched = Watched(["a"], in: folder)
    watched.watcher.watch(alsoAt: [folder.path("a")])
    #expect(await watched.reach(["same", "same"]))
  }

  @Test func aFolderThatComesLaterIsFoundByThePoll() async throws {
    let folder = try TemporaryFolder()
    let watched = Watched(["later/a"], in: folder)
    try FileManager.default.createDirectory(atPath: folder.path("later"), withIntermediateDirectories: true)
    try folder.replace("later/a", "there")
    #expect(await eventually { watched.texts.last == "there" })
  }

  @Test func aFileThatIsTooLargeIsNotRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("large")
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    #expect(truncate(path, off_t(FileWatcher.largestFile + 1)) == 0)
    guard case .unreadable(let reason) = FileWatcher.content(of: path) else {
      Issue.record("it was read")
      return
    }
    #expect(reason.contains("larger"))
    #expect(truncate(path, off_t(FileWatcher.largestFile)) == 0)
    guard case .bytes(let bytes) = FileWatcher.content(of: path) else {
      Issue.record("a file of the largest size is not read")
      return
    }
    #expect(bytes.count == FileWatcher.largestFile)
  }

  @Test func aFolderAndAPipeAreNoFiles() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    for path in [folder.url.path, folder.path("pipe"), "/dev/zero"] {
      guard case .unreadable = FileWatcher.content(of: path) else {
        Issue.record("\(path) was read")
        continue
      }
    }
  }

  @Test func nothingIsReportedAfterTheStop() async throws {
    let folder = try TemporaryFolder()
    try folder.replace("a", "1")
    let watched = Watched(["a"], in: folder)
    watched.watcher.stop()
    let second = Watched(["a"], in: folder)
    try folder.replace("a", "2")
    #expect(await second.reach(["1", "2"]))
    #expect(watched.texts == ["1"])
  }
}
