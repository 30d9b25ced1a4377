import Foundation
import Transport

/// A file of the form of /etc/hosts: an address, then its names.
enum HostsFile {
  /// The addresses that a name has in it, with the port; empty where it has none, or the file cannot be read.
  static func addresses(of host: String, port: UInt16, in file: String) -> [NetworkAddress] {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
    let wanted = host.lowercased()
    var addresses: [NetworkAddress] = []
    for line in text.split(separator: "\n") {
      let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
      guard let first = words.first, words.dropFirst().contains(where: { $0.lowercased() == wanted }),
        let address = try? NetworkAddress(host: String(first), port: port)
      else { continue }
      addresses.append(address)
    }
    return addresses
  }
}
