import CLinux
import Glibc
import Testing

@testable import BrokerAgent

@Suite struct WatchedFileTests {
  /// A time of the far future, and the time at which a file was changed, in nanoseconds since 1970.
  private static let later = Int64(time(nil) + 86_400) * 1_000_000_000
  private func changed(_ path: String) -> Int64 {
    var status = stat()
    stat(path, &status)
    return Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  @Test func aFileThatRestsIsNotReadAgain() {
    let scratch = ScratchFolder()
    scratch.file("a", "one")
    var file = WatchedFile("\(scratch.path)/a", limit: 100)
    #expect(file.look(at: Self.later) == .content(Array("one".utf8)))
    #expect(file.look(at: Self.later) == .same)
    scratch.file("a", "other")
    #expect(file.look(at: Self.later) == .content(Array("other".utf8)))
    #expect(file.look(at: Self.later) == .same)
  }

  /// It might be written again in the same tick of the kernel's clock.
  @Test func aFileThatWasWrittenAMomentAgoIsReadAgain() {
    let scratch = ScratchFolder()
    scratch.file("a", "one")
    let path = "\(scratch.path)/a"
    var file = WatchedFile(path, limit: 100)
    #expect(file.look(at: Self.later) == .content(Array("one".utf8)))
    #expect(file.look(at: changed(path) + 1_000_000_000) == .content(Array("one".utf8)))
    // Nor is a clock trusted that was set back.
    #expect(file.look(at: changed(path) - 1_000_000_000) == .content(Array("one".utf8)))
    #expect(file.look(at: changed(path) + 3_000_000_000) == .same)
  }

  @Test func anotherFileOfTheSameNameIsRead() {
    let scratch = ScratchFolder()
    scratch.file("a", "one")
    var file = WatchedFile("\(scratch.path)/a", limit: 100)
    #expect(file.look(at: Self.later) == .content(Array("one".utf8)))
    scratch.file("b", "six")
    rename("\(scratch.path)/b", "\(scratch.path)/a")
    #expect(file.look(at: Self.later) == .content(Array("six".utf8)))
  }

  @Test func whatCannotBeReadIsNamedAndReadWhenItCan() {
    let scratch = ScratchFolder()
    var file = WatchedFile("\(scratch.path)/a", limit: 3)
    #expect(file.look() == .failed(ENOENT))
    scratch.file("a", "four")
    #expect(file.look() == .tooLong)
    scratch.file("a", "six")
    #expect(file.look() == .content(Array("six".utf8)))
    scratch.remove("a")
    scratch.folder("a")
    #expect(file.look() == .failed(EISDIR))
  }

  @Test func aPipeHoldsNobody() {
    let scratch = ScratchFolder()
    mkfifo("\(scratch.path)/a", 0o600)
    var file = WatchedFile("\(scratch.path)/a", limit: 3)
    #expect(file.look() == .failed(EINVAL))
  }
}
