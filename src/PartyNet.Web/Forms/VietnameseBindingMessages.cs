using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PartyNet.Web.Forms;

/// <summary>
/// What a person reads when a value cannot be bound at all. The framework's sentences are English and quote the typed value;
/// ours say what to do.
/// </summary>
public static class VietnameseBindingMessages
{
    private const string Invalid = "Giá trị không hợp lệ. Đề nghị đồng chí nhập lại.";
    private const string Missing = "Đồng chí chưa nhập mục này.";
    private const string NotANumber = "Mục này phải là một số.";

    public static void Apply(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Invalid);
        messages.SetMissingBindRequiredValueAccessor(_ => Missing);
        messages.SetMissingKeyOrValueAccessor(() => Missing);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Missing);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Invalid);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Invalid);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => NotANumber);
        messages.SetUnknownValueIsInvalidAccessor(_ => Invalid);
        messages.SetValueIsInvalidAccessor(_ => Invalid);
        messages.SetValueMustBeANumberAccessor(_ => NotANumber);
        messages.SetValueMustNotBeNullAccessor(_ => Missing);
    }
}
