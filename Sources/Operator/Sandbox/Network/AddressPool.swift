/// Which addresses of a range are taken: a value, without I/O.
///
/// An address that was given back is the last one to be taken again. It never gives an address that is taken.
struct AddressPool: Sendable {
  let range: AddressRange
  private var taken: Set<UInt16> = []
  private var next = AddressRange.places.lowerBound

  init(range: AddressRange) { self.range = range }

  /// How many are taken.
  var count: Int { taken.count }

  /// Takes a free address; nil where all are taken.
  mutating func take() -> String? {
    var place = next
    repeat {
      let following = place == AddressRange.places.upperBound ? AddressRange.places.lowerBound : place + 1
      // 0 and 255 at the end look like a network and its broadcast address.
      if !taken.contains(place), (1...254).contains(place & 255) {
        taken.insert(place)
        next = following
        return range.address(place)
      }
      place = following
    } while place != next
    return nil
  }

  /// Takes a certain address. False where it is taken already or not one of the pool's.
  mutating func take(_ address: String) -> Bool {
    guard let place = range.place(of: address), AddressRange.places.contains(place) else { return false }
    guard taken.insert(place).inserted else { return false }
    // What a sandbox had before it was started again must not come back as another pod's.
    if place >= next, place < AddressRange.places.upperBound { next = place + 1 }
    return true
  }

  /// Gives an address back.
  mutating func release(_ address: String) {
    if let place = range.place(of: address) { taken.remove(place) }
  }
}
