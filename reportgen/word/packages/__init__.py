"""The bytes of a .docx -> its parts and their XML, checked before anything is believed; and back."""
