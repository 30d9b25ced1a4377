/// Counts the bytes of the partitions in a log directory, in slices.
///
/// Between two slices it keeps names, and nothing open: who unmounts the disk need not wait for the end of the count. What goes
/// or is renamed meanwhile counts no more, since Kafka does both at any time.
struct PartitionBytes {
  private let path: String
  private let calls: DiskCalls
  private var partitions = NameList()
  private var partition = ""
  private var kind = PartitionName.other
  private var files = NameList()
  /// What is counted up to now.
  private(set) var sums = PartitionsState()

  /// Looks which partitions there are.
  init(of path: String, _ calls: DiskCalls) throws(DiskError) {
    self.path = path
    self.calls = calls
    let folder = try DiskFolder(path, calls)
    while let entry = try folder.next() {
      guard try folder.isFolder(entry) else { continue }
      switch PartitionName(folder: entry.name) {
      case .own, .other: break
      default: partitions.append(entry.name)
      }
    }
  }

  /// Counts one file, or looks what files the next partition has; false where all are counted.
  mutating func step() throws(DiskError) -> Bool {
    if let name = files.next() {
      if let bytes = try bytes(of: "\(path)/\(partition)/\(name)") { sums.add(bytes, to: kind) }
      return true
    }
    guard let next = partitions.next() else { return false }
    partition = next
    kind = PartitionName(folder: next)
    files = try names(in: "\(path)/\(next)")
    return true
  }

  /// The names of what may be files; none where the folder has gone meanwhile.
  private func names(in path: String) throws(DiskError) -> NameList {
    var names = NameList()
    do throws(DiskError) {
      let folder = try DiskFolder(path, calls)
      while let entry = try folder.next() {
        if entry.isFolder != true { names.append(entry.name) }
      }
    } catch {
      guard error.meaning == .missing else { throw error }
    }
    return names
  }

  /// nil where there is no file, or not any more.
  private func bytes(of path: String) throws(DiskError) -> UInt64? {
    do throws(DiskError) {
      let status = try calls.linkStatus(of: path)
      return status.isFolder ? nil : status.bytes
    } catch {
      guard error.meaning == .missing else { throw error }
      return nil
    }
  }
}
