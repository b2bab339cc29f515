using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Web.Frame;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Tests.Pages;

/// <summary>A state looks the same wherever it is shown, and what is finished is plain.</summary>
public sealed class StateKindsTests
{
    [Theory]
    [InlineData(DeclarationStatus.Submitted, StatusKind.Info)]
    [InlineData(DeclarationStatus.Returned, StatusKind.Warning)]
    [InlineData(DeclarationStatus.Confirmed, StatusKind.Plain)]
    [InlineData(DeclarationStatus.Superseded, StatusKind.Plain)]
    [InlineData(DeclarationStatus.Withdrawn, StatusKind.Plain)]
    public void A_declaration(DeclarationStatus status, StatusKind expected) => Assert.Equal(expected, StateKinds.Of(status));

    [Theory]
    [InlineData(CorrectionStatus.Open, StatusKind.Info)]
    [InlineData(CorrectionStatus.Refused, StatusKind.Warning)]
    [InlineData(CorrectionStatus.Accepted, StatusKind.Plain)]
    [InlineData(CorrectionStatus.Withdrawn, StatusKind.Plain)]
    public void A_request_to_put_a_fact_right(CorrectionStatus status, StatusKind expected) =>
        Assert.Equal(expected, StateKinds.Of(status));

    [Theory]
    [InlineData(DeclarationState.NotDeclared, StatusKind.Neutral)]
    [InlineData(DeclarationState.Submitted, StatusKind.Info)]
    [InlineData(DeclarationState.Returned, StatusKind.Warning)]
    [InlineData(DeclarationState.Confirmed, StatusKind.Plain)]
    public void A_member(DeclarationState state, StatusKind expected) => Assert.Equal(expected, StateKinds.Of(state));
}
