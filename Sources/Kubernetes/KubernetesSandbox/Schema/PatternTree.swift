/// What a pattern is made of.
indirect enum PatternTree: Sendable {
  case one(ScalarSet)
  case start
  case end
  case sequence([PatternTree])
  case choice(PatternTree, PatternTree)
  case repeated(PatternTree, least: Int, most: Int?)
}
