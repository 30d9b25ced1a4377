import CLinux
import Dispatch
import Foundation

/// Watches files and says, once for each change, what they hold now.
///
/// An atomic rename is one change, a write that leaves the same bytes is none, and a file that is written in place is
/// read when its writer closes it: what was read while a writer was at work is forgotten. Kubernetes' way to renew a mounted ConfigMap (a symbolic link that is swapped) is
/// seen too: the folder is watched, not the file, and a slow poll finds what no event told. What the poll finds may be
/// half of what a writer is about to write, so it counts when the next poll finds the same. A folder that is not there yet
/// is watched from the poll on that finds it.
///
/// It never reads a file that is larger than its bound, and never calls `onChange` twice at the same time.
/// All its state is touched on its queue only, which is what makes it safe to share.
public final class FileWatcher: @unchecked Sendable {
  /// What a watched file is now.
  public enum Content: Sendable, Hashable {
    /// The bytes of the file.
    case bytes([UInt8])
    /// The file cannot be read; the text says why.
    case unreadable(String)
  }

  /// The largest file that is read, in bytes: 16 MiB, eight times what an etcd object may hold with room for comments.
  public static let largestFile = 16 << 20

  /// How often it looks by itself, in seconds; to be set before `start`.
  var pollInterval: Double = 2

  /// How long a burst of events is gathered, in milliseconds: long enough for a rename's pair of events.
  private static let settle = 5

  private var paths: [String]
  private let onChange: @Sendable (String, Content) -> Void
  private let onPoll: @Sendable () -> Void
  private let queue = DispatchQueue(label: "koperator.files")
  private var known: [String: Content] = [:]
  /// What the last poll found first, by path.
  private var doubtful: [String: Content] = [:]
  private var sources: [any DispatchSourceProtocol] = []
  private var isStopped = false
  private var isCheckPending = false
  /// Inotify's descriptor; negative where there is none.
  private var descriptor: Int32 = -1
  /// The watched folders, by inotify's number.
  private var folders: [Int32: String] = [:]
  /// The paths that were modified and not closed since, as far as events told.
  private var beingWritten: Set<String> = []

  /// Makes a watcher; nothing is watched until `start`.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - onPoll: Called after each poll, on the same queue.
  ///   - onChange: Called on a queue of the watcher's, one call at a time, with the path as it was given.
  public init(
    paths: [String], onPoll: @escaping @Sendable () -> Void = {},
    onChange: @escaping @Sendable (String, Content) -> Void
  ) {
    self.paths = paths
    self.onPoll = onPoll
    self.onChange = onChange
  }

  /// Watches these files besides those of before; each is reported once, soon, and one that was watched
  /// already is reported again. It may be called from within `onChange`.
  public func watch(alsoAt more: [String]) {
    queue.async { [weak self] in
      guard let self, !isStopped else { return }
      paths += more.filter { !self.paths.contains($0) }
      for path in more { known[path] = nil }
      watchFolders()
      check()
    }
  }

  /// Reads every file, reports each once, and watches from then on. Returns when the first reports were made.
  public func start() {
    queue.sync {
      openEvents()
      watchFolders()
      let timer = DispatchSource.makeTimerSource(queue: queue)
      timer.schedule(deadline: .now() + pollInterval, repeating: pollInterval)
      timer.setEventHandler { [weak self] in self?.poll() }
      timer.resume()
      sources.append(timer)
      check()
    }
  }

  /// Stops watching. No `onChange` call begins after this returns.
  public func stop() {
    queue.sync {
      isStopped = true
      for source in sources { source.cancel() }
      sources = []
    }
  }

  private func poll() {
    watchFolders()
    check(isPoll: true)
    if !isStopped { onPoll() }
  }

  /// Opens inotify. Where that fails the poll alone does the work.
  private func openEvents() {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return }
    self.descriptor = descriptor
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler { [weak self] in
      self?.readEvents()
    }
    source.setCancelHandler { close(descriptor) }
    source.resume()
    sources.append(source)
  }

  /// Watches the folders of the files; one that is watched already stays so.
  private func watchFolders() {
    guard descriptor >= 0 else { return }
    var wanted: Set<String> = []
    for path in paths {
      let folder = (path as NSString).deletingLastPathComponent
      wanted.insert(folder.isEmpty ? "." : folder)
    }
    // Not IN_CREATE: what was created is still to be written.
    let events = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE) | UInt32(IN_MODIFY)
    for folder in wanted {
      let number = unsafe inotify_add_watch(descriptor, folder, events)
      if number >= 0 { self.folders[number] = folder }
    }
  }

  /// Reads the events that wait, each of which asks for a check. All that is kept of them is which files a writer is at; `check` finds out what changed.
  private func readEvents() {
    guard descriptor >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      checkSoon()
      unsafe buffer.withUnsafeBytes { unsafe note(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Notes each event of a buffer that inotify filled: a header of 16 bytes, and a name of the length that it says.
  private func note(_ events: UnsafeRawBufferPointer) {
    let header = MemoryLayout<inotify_event>.size
    var offset = 0
    while offset + header <= events.count {
      let event = unsafe events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let end = min(offset + header + Int(event.len), events.count)
      let name = unsafe String(decoding: events[(offset + header)..<end].prefix { $0 != 0 }, as: UTF8.self)
      offset = end
      if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { beingWritten = [] }
      guard let folder = folders[event.wd] else { continue }
      let path = (folder as NSString).appendingPathComponent(name)
      if event.mask & UInt32(IN_MODIFY) != 0 {
        beingWritten.insert(path)
      } else {
        beingWritten.remove(path)
      }
    }
  }

  private func checkSoon() {
    guard !isCheckPending else { return }
    isCheckPending = true
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.settle)) { [weak self] in
      self?.isCheckPending = false
      self?.check()
    }
  }

  private func check(isPoll: Bool = false) {
    for path in paths where !isStopped {
      let content = Self.content(of: path)
      readEvents()
      // Its closing is an event of its own; a writer that never closes is the poll's matter.
      if !isPoll, known[path] != nil, isBeingWritten(path) { continue }
      guard known[path] != content else {
        doubtful[path] = nil
        continue
      }
      if isPoll, case .bytes = content, doubtful[path] != content {
        doubtful[path] = content
        continue
      }
      doubtful[path] = nil
      known[path] = content
      onChange(path, content)
    }
  }

  private func isBeingWritten(_ path: String) -> Bool {
    guard !beingWritten.isEmpty else { return false }
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    return beingWritten.contains(((folder.isEmpty ? "." : folder) as NSString).appendingPathComponent(name))
  }

  /// Reads a file whole. It does not wait: a pipe or a device is no file here, unless `allowingPipes`, which a command that
  /// reads once may use.
  public static func content(of path: String, allowingPipes: Bool = false) -> Content {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | (allowingPipes ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { return .unreadable(reason(errno)) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return .unreadable(reason(errno)) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || (allowingPipes && kind == S_IFIFO) else {
      return .unreadable(kind == S_IFDIR ? "it is a folder" : "it is no regular file")
    }
    do {
      let data = try handle.read(upToCount: largestFile + 1) ?? Data()
      guard data.count <= largestFile else { return .unreadable("the file is larger than \(largestFile) bytes") }
      return .bytes([UInt8](data))
    } catch {
      return .unreadable(error.localizedDescription)
    }
  }

  private static func reason(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
