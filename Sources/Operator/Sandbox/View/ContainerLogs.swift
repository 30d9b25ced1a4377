import Foundation
import KubernetesSandbox

/// The logs of containers as `kubectl logs` asks for them: the files of the folder `logs`.
struct ContainerLogs: Sendable {
  let folder: String

  /// How often a log that is followed is looked at.
  private static let pause = Duration.milliseconds(250)
  private static let piece = 256 << 10

  /// The source for the embedded API server.
  var source: PodLogs {
    PodLogs { request throws(APIFailure) in
      let path = "\(folder)/\(request.namespace)_\(request.pod)_\(request.container).log"
      guard !request.previous else {
        throw APIFailure(
          .badRequest,
          "previous terminated container \"\(request.container)\" in pod \"\(request.pod)\" not found: the sandbox keeps one "
            + "log for all runs of a container: \(path)")
      }
      guard let file = FileHandle(forReadingAtPath: path) else {
        throw APIFailure(
          .badRequest,
          "container \"\(request.container)\" in pod \"\(request.pod)\" is waiting to start: it has no log yet")
      }
      return Self.stream(file, request)
    }
  }

  private static func stream(_ file: FileHandle, _ request: PodLogRequest) -> AsyncStream<[UInt8]> {
    let start = request.tailLines.map { Self.start(ofLast: $0, in: file) } ?? 0
    try? file.seek(toOffset: start)
    // The reader asks for the next piece; nothing is read ahead of it.
    return AsyncStream {
      while !Task.isCancelled {
        if let data = try? file.read(upToCount: piece), !data.isEmpty { return Array(data) }
        guard request.follow else { return nil }
        try? await Task.sleep(for: pause)
      }
      return nil
    }
  }

  /// Where the last lines begin.
  private static func start(ofLast lines: Int, in file: FileHandle) -> UInt64 {
    guard lines > 0, let end = try? file.seekToEnd() else { return (try? file.seekToEnd()) ?? 0 }
    var position = end
    var found = 0
    while position > 0 {
      let size = min(UInt64(piece), position)
      position -= size
      guard (try? file.seek(toOffset: position)) != nil, let data = try? file.read(upToCount: Int(size)) else {
        return 0
      }
      for (index, byte) in data.enumerated().reversed() where byte == 10 {
        // The last line's own end is no beginning of another.
        if position + UInt64(index) + 1 == end { continue }
        found += 1
        if found == lines { return position + UInt64(index) + 1 }
      }
    }
    return 0
  }
}
