@testable import BrokerAgent

/// What libFuzzer calls: arbitrary bytes as what the kernel shows in /proc (`stat`, `cmdline`, `mountinfo`, `cgroup`) and as the names of
/// entries of a log directory.
@_cdecl("LLVMFuzzerTestOneInput")
public func readProcessFiles(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let first = input.first else { return 0 }
  let bytes = Array(input.dropFirst())
  switch first % 4 {
  case 0:
    if let line = ProcessLine(bytes) { precondition(!(line.hasEnded && line.isStopped)) }
  case 1:
    let matches = ProcessPattern(word: "kafka-1").matches(bytes)
    precondition(!matches || ProcessPattern().matches(bytes), "a word only narrows")
  case 2: findMount(bytes, step: Int(first / 4) + 1)
  case 3 where first & 4 != 0: findPod(bytes)
  default:
    let name = String(decoding: bytes, as: UTF8.self)
    var partitions = PartitionsState()
    partitions.count(PartitionName(folder: name))
    partitions.count(PartitionName(file: name))
    let (live, moving) = (partitions.live.count, partitions.future.count + partitions.deleted.count)
    precondition(live + moving + partitions.stray.count <= 1, "a file is no partition")
  }
  return 0
}

/// Whole or in pieces, it is the same mount, and one that lies above the path.
private func findMount(_ bytes: [UInt8], step: Int) {
  let path = "/kafka-logs/kafka"
  var whole = MountFinder(path: path, device: "8:16")
  whole.feed(bytes[...])
  var parted = MountFinder(path: path, device: "8:16")
  var rest = bytes[...]
  while !rest.isEmpty {
    parted.feed(rest.prefix(step))
    rest = rest.dropFirst(step)
  }
  let found = whole.finish()
  precondition(found == parted.finish())
  if let found { precondition(path.hasPrefix(found.point)) }
}

/// What names a pod may be a part of a path.
private func findPod(_ bytes: [UInt8]) {
  guard let uid = ControlGroup.podUID(in: bytes) else { return }
  precondition(uid.utf8.count == 36 || uid.utf8.count == 32)
  precondition(uid.utf8.allSatisfy { $0 == 0x2d || (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
}
