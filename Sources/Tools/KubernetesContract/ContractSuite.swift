/// All cases, in the order in which they are told.
public enum ContractSuite {
  /// All cases.
  public static let cases: [ContractCase] =
    BasicsCases.all + PatchCases.all + ApplyCases.all + ApplyListCases.all + WatchCases.all + PagingCases.all
    + SelectorCases.all + VersionCases.all + FinalizerCases.all + GarbageCases.all + NamespaceCases.all
    + DefinitionCases.all + DefinitionLifeCases.all + TableCases.all + EvictionCases.all + LeaseCases.all
    + BuiltInCases.all + DiscoveryCases.all
}
