/// Makes the names of all APIs, and the table of them. Two files: the agent has the names alone.
struct TableEmitter {
  private let files: [DefinitionFile]

  init(_ files: [DefinitionFile]) {
    self.files = files.filter { $0.apiKey != nil }.sorted { ($0.apiKey ?? 0) < ($1.apiKey ?? 0) }
  }

  func emitKeys(to out: inout SwiftWriter) {
    out.block("extension ApiKey") { out in
      for file in files {
        let name = file.apiName ?? ""
        out.line("/// Kafka's `\(name)`.")
        out.line("public static let \(SwiftNames.lowered(name)) = ApiKey(rawValue: \(file.apiKey ?? 0))")
      }
      out.line()
      out.line("/// Kafka's name of the API; nil for one that the tables do not have.")
      out.block("public var name: String?") { out in
        out.block("switch rawValue") { out in
          for file in files { out.line("case \(file.apiKey ?? 0): \"\(file.apiName ?? "")\"") }
          out.line("default: nil")
        }
      }
    }
  }

  func emitTable(to out: inout SwiftWriter) {
    out.line("/// The APIs that the tables have.")
    out.block("public enum KafkaAPI") { out in
      out.line("/// The APIs, by their numbers.")
      out.line("public static let all: [ApiKey] = [")
      for file in files { out.line("  ApiKey(rawValue: \(file.apiKey ?? 0)),") }
      out.line("]")
      out.line()
      out.line(
        "/// The versions of a request that can be read and written; nil for an API that the tables do not have.")
      versions("versions", to: &out) { file in
        file.messages.first { $0.kind == .request }?.versions
      }
      out.line()
      out.line("/// The versions that a broker of Kafka 4.3 says it takes; nil where it does not say it has the API.")
      versions("advertisedVersions", to: &out) { $0.advertised }
      out.line()
      out.line("/// Whether a version of an API has compact lengths and tagged fields.")
      out.block("public static func isFlexible(_ api: ApiKey, _ version: Int16) -> Bool") { out in
        out.block("switch api.rawValue") { out in
          for file in files { out.line("case \(file.apiKey ?? 0): \(file.apiName ?? "")Request.isFlexible(version)") }
          out.line("default: false")
        }
      }
      out.line()
      out.line(
        "/// A request of any API with all fields at their defaults; nil for an API that the tables do not have.")
      out.block("public static func emptyRequest(_ api: ApiKey) -> (any KafkaRequest)?") { out in
        out.block("switch api.rawValue") { out in
          for file in files { out.line("case \(file.apiKey ?? 0): \(file.apiName ?? "")Request()") }
          out.line("default: nil")
        }
      }
      out.line()
      for (kind, type) in [("Request", "KafkaRequest"), ("Response", "KafkaResponse")] {
        let rest = kind == "Request" ? "; what follows it is passed over" : ""
        out.line("/// Reads a \(kind.lowercased()) of any API\(rest).")
        out.line("///")
        out.line("/// - Throws: `CodecError`, also for an API or a version that the tables do not have.")
        out.block(
          "public static func decode\(kind)(_ api: ApiKey, version: Int16, _ bytes: ArraySlice<UInt8>) throws(CodecError)"
            + " -> any \(type)"
        ) { out in
          out.block("switch api.rawValue") { out in
            for file in files {
              let decode = kind == "Request" ? "decodePrefix" : "decode"
              out.line("case \(file.apiKey ?? 0): try \(file.apiName ?? "")\(kind).\(decode)(bytes, version: version)")
            }
            let failure = "CodecError(.unsupportedVersion, \"the tables do not have the API\", object: \"\\(api)\")"
            out.line("default: throw \(failure)")
          }
        }
        if kind == "Request" { out.line() }
      }
    }
  }

  private func versions(_ name: String, to out: inout SwiftWriter, _ of: (DefinitionFile) -> Versions?) {
    out.block("public static func \(name)(of api: ApiKey) -> ClosedRange<Int16>?") { out in
      out.block("switch api.rawValue") { out in
        for file in files {
          guard let range = of(file) else { continue }
          out.line("case \(file.apiKey ?? 0): \(range.lowest)...\(range.highest)")
        }
        out.line("default: nil")
      }
    }
  }
}
