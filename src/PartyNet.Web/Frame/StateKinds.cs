using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Frame;

/// <summary>
/// How states look beside their words, to members and staff alike. What is finished is plain: too many coloured tags hide what is left to
/// do.
/// </summary>
public static class StateKinds
{
    public static StatusKind Of(DeclarationStatus status) => status switch
    {
        DeclarationStatus.Submitted => StatusKind.Info,
        DeclarationStatus.Returned => StatusKind.Warning,
        DeclarationStatus.Confirmed or DeclarationStatus.Superseded or DeclarationStatus.Withdrawn => StatusKind.Plain,
    };

    public static StatusKind Of(DeclarationState state) => state switch
    {
        DeclarationState.NotDeclared => StatusKind.Neutral,
        DeclarationState.Submitted => Of(DeclarationStatus.Submitted),
        DeclarationState.Returned => Of(DeclarationStatus.Returned),
        DeclarationState.Confirmed => Of(DeclarationStatus.Confirmed),
    };

    public static StatusKind Of(CorrectionStatus status) => status switch
    {
        CorrectionStatus.Open => StatusKind.Info,
        CorrectionStatus.Refused => StatusKind.Warning,
        CorrectionStatus.Accepted or CorrectionStatus.Withdrawn => StatusKind.Plain,
    };
}
