import Glibc
import Testing

@testable import BrokerAgent

@Suite struct PartitionBytesTests {
  private func logs(partitions: Int, files: Int) -> ScratchFolder {
    let scratch = ScratchFolder()
    scratch.folder("logs")
    for partition in 0..<partitions {
      scratch.folder("logs/t-\(partition)")
      for file in 0..<files { scratch.file("logs/t-\(partition)/\(file).log", "0123456789") }
    }
    return scratch
  }

  /// The files below a folder that this process has open.
  private func open(below folder: String) -> [String] {
    var found: [String] = []
    guard let stream = opendir("/proc/self/fd") else { return ["/proc/self/fd cannot be read"] }
    defer { closedir(stream) }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    for descriptor in 0..<4096 {
      let length = readlink("/proc/self/fd/\(descriptor)", &target, target.count - 1)
      guard length > 0 else { continue }
      let path = String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if path.hasPrefix(folder) { found.append(path) }
    }
    return found
  }

  @Test func betweenTwoItemsNothingOnTheDiskIsOpen() throws {
    let scratch = logs(partitions: 3, files: 600)
    scratch.file("logs/meta.properties", "version=1\ncluster.id=abc\nnode.id=1\n")
    let reader = LogDirReader(path: "\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe", DiskCalls())
    var slices = 0
    for item in LogDirItem.allCases {
      while true {
        let outcome = reader.read(item)
        #expect(open(below: scratch.path) == [], "\(item) is over")
        if outcome != .bytesContinue { break }
        slices += 1
      }
    }
    #expect(slices >= 2, "the count was never interrupted")
    // What is open is found.
    let descriptor = Glibc.open("\(scratch.path)/logs", O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    #expect(open(below: scratch.path) == ["\(scratch.path)/logs"])
  }

  @Test func whatGoesWhileItIsCountedCountsNoMore() throws {
    let scratch = logs(partitions: 4, files: 5)
    var count = try PartitionBytes(of: "\(scratch.path)/logs", DiskCalls())
    // The first partition is looked at, and one of its files counted.
    #expect(try count.step() && count.step())
    #expect(count.sums.live.bytes == 10)
    for partition in 0..<4 { scratch.remove("logs/t-\(partition)") }
    while try count.step() {}
    #expect(count.sums.live.bytes == 10)
  }

  @Test func aDiskThatFailsWhileItIsCountedFails() throws {
    let scratch = logs(partitions: 1, files: 5)
    let faults = DiskFaults()
    var count = try PartitionBytes(of: "\(scratch.path)/logs", faults.calls)
    #expect(try count.step())
    faults.fail(.stat, EIO)
    #expect(throws: DiskError(call: .stat, code: EIO)) { _ = try count.step() }
  }

  @Test func foldersAndForeignNamesCountNothing() throws {
    let scratch = logs(partitions: 1, files: 1)
    scratch.folder("logs/t-0/folder")
    scratch.folder("logs/other")
    scratch.file("logs/other/0.log", "0123456789")
    symlink("\(scratch.path)/logs/other", "\(scratch.path)/logs/t-1")
    var count = try PartitionBytes(of: "\(scratch.path)/logs", DiskCalls())
    while try count.step() {}
    #expect(count.sums.live.bytes == 10)
  }
}
