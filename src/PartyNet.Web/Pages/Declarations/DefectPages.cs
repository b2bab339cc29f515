using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Where each kind of defect is put right.</summary>
public static class DefectPages
{
    public static string Mend(DefectToMend defect, Draft draft)
    {
        if (defect.Account is not { } account || draft.Find(account.Id) is null)
            return DeclarationLinks.List;
        return defect.Field switch
        {
            DefectField.Address => DeclarationLinks.Address(account.Id, ComeBack.Start),
            DefectField.DisplayName or DefectField.Use => DeclarationLinks.Describe(account.Id, ComeBack.Start),
            DefectField.WholeList => DeclarationLinks.Describe(account.Id, ComeBack.Start),
        };
    }
}
