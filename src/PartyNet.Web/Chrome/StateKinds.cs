using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Chrome;

/// <summary>How states look beside their words; what is finished is plain.</summary>
public static class StateKinds
{
    public static StatusKind Of(DeclarationState state) => state switch
    {
        DeclarationState.NotDeclared => StatusKind.Neutral,
        DeclarationState.Submitted => StatusKind.Info,
        DeclarationState.Returned => StatusKind.Warning,
        DeclarationState.Confirmed => StatusKind.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static StatusKind Of(DeclarationStatus status) => status switch
    {
        DeclarationStatus.Submitted => StatusKind.Info,
        DeclarationStatus.Returned => StatusKind.Warning,
        DeclarationStatus.Confirmed => StatusKind.Success,
        DeclarationStatus.Superseded or DeclarationStatus.Withdrawn => StatusKind.Neutral,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
