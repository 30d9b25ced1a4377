import CLinux
import Glibc
import Synchronization
import Testing

@testable import BrokerAgent

@Suite struct WriteTrialTests {
  private func device(_ path: String) throws -> UInt64 { try DiskCalls().status(of: path).device }

  @Test func whatIsReadBackIsCompared() throws {
    let scratch = ScratchFolder()
    let path = "\(scratch.path)/\(WriteTrial.fileName)"
    // Between write and read, the file's last byte becomes another.
    let calls = DiskCalls { call, _ in
      guard call == .read else { return 0 }
      let descriptor = open(path, O_RDWR)
      defer { close(descriptor) }
      var byte: UInt8 = 0
      pread(descriptor, &byte, 1, 4095)
      byte = ~byte
      pwrite(descriptor, &byte, 1, 4095)
      fsync(descriptor)
      return 0
    }
    var trial = WriteTrial(folder: scratch.path, calls)
    guard case .made(let state) = trial.run(on: try device(scratch.path)) else {
      Issue.record("no write was made")
      return
    }
    #expect(state.error == "MISMATCH")
  }

  @Test func aFileSystemWithoutDirectWritesIsWrittenThroughTheCache() throws {
    let scratch = ScratchFolder()
    let refused = Atomic(false)
    let calls = DiskCalls { call, _ in
      call == .write && !refused.exchange(true, ordering: .relaxed) ? EINVAL : 0
    }
    var trial = WriteTrial(folder: scratch.path, calls)
    guard case .made(let state) = trial.run(on: try device(scratch.path)) else {
      Issue.record("no write was made")
      return
    }
    #expect(state.error.isEmpty && !state.isDirect)
  }

  /// Whoever may write the disk could else have the agent of a node write elsewhere.
  @Test func aSymbolicLinkIsNotFollowed() throws {
    let scratch = ScratchFolder()
    scratch.folder("elsewhere")
    symlink("\(scratch.path)/elsewhere", "\(scratch.path)/folder")
    var trial = WriteTrial(folder: "\(scratch.path)/folder", DiskCalls())
    if case .made(let state) = trial.run(on: try device(scratch.path)) { #expect(!state.error.isEmpty) }
    #expect(access("\(scratch.path)/elsewhere/\(WriteTrial.fileName)", F_OK) != 0)
    scratch.folder("plain")
    symlink("\(scratch.path)/elsewhere/file", "\(scratch.path)/plain/\(WriteTrial.fileName)")
    trial = WriteTrial(folder: "\(scratch.path)/plain", DiskCalls())
    if case .made(let state) = trial.run(on: try device(scratch.path)) { #expect(!state.error.isEmpty) }
    #expect(access("\(scratch.path)/elsewhere/file", F_OK) != 0)
  }

  @Test func eachTryWritesSomethingElse() throws {
    let scratch = ScratchFolder()
    var trial = WriteTrial(folder: scratch.path, DiskCalls())
    var contents: Set<[UInt8]> = []
    for _ in 0..<3 {
      _ = trial.run(on: try device(scratch.path))
      contents.insert(try #require(try DiskCalls().content(of: "\(scratch.path)/\(WriteTrial.fileName)", limit: 4096)))
    }
    #expect(contents.count == 3)
    #expect(contents.allSatisfy { $0.count == 4096 })
  }

  @Test func aFolderThatMayNotBeWrittenProvesNothing() throws {
    let scratch = ScratchFolder()
    for code in [EACCES, EPERM, ENOENT, EMFILE] {
      var trial = WriteTrial(folder: scratch.path, DiskCalls { call, _ in call == .open ? code : 0 })
      let outcome = trial.run(on: try device(scratch.path))
      #expect(outcome == .notPossible("\(scratch.path): open: \(DiskError.name(of: code))"))
    }
  }

  @Test func aLinkInPlaceOfTheFileIsNotFollowed() throws {
    let scratch = ScratchFolder()
    scratch.file("secret", "keep")
    symlink("\(scratch.path)/secret", "\(scratch.path)/\(WriteTrial.fileName)")
    var trial = WriteTrial(folder: scratch.path, DiskCalls())
    guard case .notPossible = trial.run(on: try device(scratch.path)) else {
      Issue.record("it was written")
      return
    }
    #expect(try DiskCalls().content(of: "\(scratch.path)/secret", limit: 100) == Array("keep".utf8))
  }
}
