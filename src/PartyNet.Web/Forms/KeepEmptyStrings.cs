using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PartyNet.Web.Forms;

/// <summary>An empty text field binds to an empty string, as its non-nullable property says, and not to null.</summary>
public sealed class KeepEmptyStrings : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.DisplayMetadata.ConvertEmptyStringToNull = false;
    }
}
