using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>
/// What a roster is narrowed to, as it stands in addresses: codes of <see cref="RosterChoices"/>, of platforms and of units, and part of a
/// name.
/// Null or empty asks for nothing. A list and its export take the same filter.
/// </summary>
/// <param name="Name">Part of a name as typed, or a PartyNet code: at least <see cref="ShortestName"/> letters.</param>
/// <param name="Unit">Code of a unit below the roster's own.</param>
/// <param name="Platform">Members with an account there in their confirmed list, or <see cref="RosterChoices.NoPlatform"/>.</param>
public sealed record RosterFilter(
    string? Name = null,
    string? State = null,
    string? Unit = null,
    string? Kind = null,
    string? Work = null,
    string? Platform = null,
    string? Activity = null)
{
    public const int ShortestName = 2;

    public const string NameKey = "q";
    public const string StateKey = "trang-thai";
    public const string UnitKey = "chi-bo";
    public const string KindKey = "loai";
    public const string WorkKey = "cong-tac";
    public const string PlatformKey = "mang";
    public const string ActivityKey = "sinh-hoat";

    public static RosterFilter None { get; } = new();

    public static RosterFilter For(DeclarationState state) => new(State: RosterChoices.States.Of(state).Code);

    public static RosterFilter For(RosterActivity activity) => new(Activity: RosterChoices.Activities.Of(activity).Code);

    /// <summary>Reads the filter from the parameters of an address, which may hold anything.</summary>
    public static RosterFilter Of(Func<string, string?> parameter)
    {
        return new RosterFilter(
            Clean(NameKey),
            Clean(StateKey),
            Clean(UnitKey),
            Clean(KindKey),
            Clean(WorkKey),
            Clean(PlatformKey),
            Clean(ActivityKey)
        );

        string? Clean(string key) => VietnameseText.Normalize(parameter(key)) is { Length: > 0 } text ? text : null;
    }

    public bool IsSearch => !string.IsNullOrWhiteSpace(Name);

    /// <summary>Every parameter of an address; without a value where it asks for nothing.</summary>
    public (string Key, string? Value)[] Parameters => [.. CodeParameters, (NameKey, IsSearch ? Name : null)];

    /// <summary>The same without the name, which audit must not hold.</summary>
    public IReadOnlyDictionary<string, string> Codes =>
        CodeParameters.Where(p => !string.IsNullOrWhiteSpace(p.Value)).ToDictionary(p => p.Key, p => p.Value!);

    private (string Key, string? Value)[] CodeParameters =>
        [
            (StateKey, State),
            (UnitKey, Unit),
            (KindKey, Kind),
            (WorkKey, Work),
            (PlatformKey, Platform),
            (ActivityKey, Activity),
        ];
}
